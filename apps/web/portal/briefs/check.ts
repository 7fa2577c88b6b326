import { type DesignedBrief, type Existing, UnclearBrief, checkBrief, exampleResponse } from '#libs/briefs';
import { inWordsOfForm } from './in-words-of-form.ts';

/** What a brief leads to so far. */
export interface Outcome {
  /** Open questions, in the words of the form. Empty if there is an operation. */
  readonly questions: readonly string[];
  readonly designed?: Pick<DesignedBrief, 'operation' | 'notes'>;
  /** An example of the response. */
  readonly response?: unknown;
}

/** Checks a brief by the rules of `npm run api:brief`. */
export function check(existing: Existing, text: string): Outcome {
  try {
    const designed = checkBrief(existing, text);
    return { questions: [], designed, response: exampleResponse(designed.operation) };
  } catch (error) {
    if (error instanceof UnclearBrief) return { questions: error.questions.map(inWordsOfForm) };
    throw error;
  }
}
