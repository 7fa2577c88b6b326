import { type FieldError, type ProblemType } from '#contracts/vocabulary';
import { retryAfterSecondsOf } from '#libs/http-rules';

interface ProblemOptions {
  readonly errors?: readonly FieldError[] | undefined;
  readonly cause?: unknown;
  /** In whole seconds. The default is 1 for a 503 and 60 for a 429. */
  readonly retryAfterSeconds?: number | undefined;
}

/** The service returns this error as application/problem+json. */
export class ProblemError extends Error {
  readonly errors: readonly FieldError[] | undefined;
  readonly retryAfterSeconds: number | undefined;

  /** `detail` says what happened and what the caller can do, and must contain no secrets. */
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
