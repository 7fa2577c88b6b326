import type { FieldError, ProblemType } from '#contracts/vocabulary';

/** An error with a stable code, which becomes application/problem+json at the edge of the service. */
export class ProblemError extends Error {
  readonly errors: readonly FieldError[] | undefined;

  /** `detail` tells the caller what happened and what to do; it must hold nothing secret. */
  constructor(
    readonly problem: ProblemType,
    detail: string = problem.title,
    options: { readonly errors?: readonly FieldError[]; readonly cause?: unknown } = {},
  ) {
    super(detail, { cause: options.cause });
    this.name = 'ProblemError';
    this.errors = options.errors;
  }
}
