import { type FieldError, type ProblemType, retryAfterSecondsOf } from '#contracts/vocabulary';

interface ProblemOptions {
  readonly errors?: readonly FieldError[];
  readonly cause?: unknown;
  /** The value of `Retry-After`, in whole seconds; a 503 has 1 and a 429 has 60 without it. */
  readonly retryAfterSeconds?: number;
}

/** An error with a stable code, which becomes application/problem+json at the edge of the service. */
export class ProblemError extends Error {
  readonly errors: readonly FieldError[] | undefined;
  /** When the caller may try again, in seconds; undefined where another try does not help. */
  readonly retryAfterSeconds: number | undefined;

  /** `detail` says what happened and what the caller can do; it must hold nothing secret. */
  constructor(
    readonly problem: ProblemType,
    detail: string = problem.title,
    options: ProblemOptions = {},
  ) {
    super(detail, { cause: options.cause });
    this.name = 'ProblemError';
    this.errors = options.errors;
    this.retryAfterSeconds = options.retryAfterSeconds ?? retryAfterSecondsOf(problem);
  }
}
