import { type FieldError, type ProblemType } from '#contracts/vocabulary';
import { retryAfterSecondsOf } from '#libs/http-rules';

interface ProblemOptions {
  readonly errors?: readonly FieldError[];
  readonly cause?: unknown;
  /** The value of `Retry-After`, in whole seconds. The default is 1 for a 503 and 60 for a 429. */
  readonly retryAfterSeconds?: number;
}

/** An error with a stable code. The service returns it as application/problem+json. */
export class ProblemError extends Error {
  readonly errors: readonly FieldError[] | undefined;
  /** When the caller may try again, in seconds; undefined if a retry does not help. */
  readonly retryAfterSeconds: number | undefined;

  /** `detail` says what happened and what the caller can do; it must contain nothing secret. */
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
