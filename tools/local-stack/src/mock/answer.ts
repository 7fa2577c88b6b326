import type { FieldError, ProblemType } from '#contracts/vocabulary';

/** What the mock says: one of the contract's successes, or one of its problems. */
export type Answer =
  | { readonly kind: 'json'; readonly status: number; readonly body: unknown }
  | { readonly kind: 'html'; readonly status: number; readonly title: string }
  | { readonly kind: 'redirect'; readonly status: number; readonly location: string }
  | ProblemAnswer;

export interface ProblemAnswer {
  readonly kind: 'problem';
  readonly problem: ProblemType;
  readonly detail: string;
  readonly errors?: readonly FieldError[];
}

/** An answer of application/problem+json; without a detail of its own it says the title. */
export function refuse(
  problem: ProblemType,
  detail: string = problem.title,
  errors?: readonly FieldError[],
): ProblemAnswer {
  return { kind: 'problem', problem, detail, ...(errors && { errors }) };
}
