interface SerializedError {
  readonly type: string;
  readonly message: string;
  readonly stack: string | undefined;
  readonly code?: unknown;
  readonly cause?: SerializedError;
}

/** The fields of an error that are logged: never its others, because a failed query carries its parameters there. */
export function serializeError(error: unknown): unknown {
  return isError(error) ? describe(error, 0) : error;
}

/** Checked by kind: errors of Node's own are no instances of the Error of another realm. */
export function isError(value: unknown): value is Error {
  return Error.isError(value) || value instanceof Error;
}

function describe(error: Error, depth: number): SerializedError {
  const { cause } = error;
  return {
    type: error.name,
    message: error.message,
    stack: error.stack,
    ...('code' in error && { code: error.code }),
    ...(isError(cause) && depth < 4 && { cause: describe(cause, depth + 1) }),
  };
}
