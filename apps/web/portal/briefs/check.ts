import { type Design, type Existing, UnclearBrief, designBrief, exampleResponse } from '#libs/briefs';

/** What a brief leads to so far. */
export interface Outcome {
  /** Open questions, in the order of the form. Empty if there is an operation. */
  readonly questions: readonly string[];
  readonly operation?: Design;
  /** An example of the response. */
  readonly response?: unknown;
  /** What exists already. */
  readonly clash?: string;
}

/** Checks a brief by the rules of `npm run api:brief`. */
export function check(existing: Existing, text: string): Outcome {
  try {
    const { operation, clash } = designBrief(existing, text);
    return {
      questions: [],
      operation,
      response: exampleResponse(operation),
      ...(clash !== undefined && { clash }),
    };
  } catch (error) {
    if (error instanceof UnclearBrief) return { questions: error.questions };
    throw error;
  }
}
