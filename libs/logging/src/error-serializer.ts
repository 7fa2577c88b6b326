interface SerializedError {
  readonly type: string;
  readonly message: string;
  readonly stack: string | undefined;
  readonly code?: unknown;
  readonly cause?: SerializedError;
}

/**
 * Logs only known fields of an error, because other fields may be private, such as the parameters of a failed query.
 */
export function serializeError(error: unknown): unknown {
  return isError(error) ? describe(error, 0) : error;
}

/** Not `instanceof`, because Node's own errors may come from another realm. */
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
