interface SerializedError {
  readonly type: string;
  readonly message: string;
  readonly stack: string | undefined;
  readonly code?: unknown;
  readonly cause?: SerializedError;
}

/** What is logged of an error: never its other fields, for a failed query carries its parameters there. */
export function serializeError(error: unknown): unknown {
  return error instanceof Error ? describe(error, 0) : error;
}

function describe(error: Error, depth: number): SerializedError {
  const { cause } = error;
  return {
    type: error.name,
    message: error.message,
    stack: error.stack,
    ...('code' in error && { code: error.code }),
    ...(cause instanceof Error && depth < 4 && { cause: describe(cause, depth + 1) }),
  };
}
