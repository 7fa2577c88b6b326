import { type DesignedBrief, type Existing, UnclearBrief, checkBrief } from '#libs/briefs';
import { inWordsOfForm } from './in-words-of-form.ts';

/** The result of a check: the operation that the brief describes, or questions that are still open. */
export interface Outcome {
  /** Open questions, in the words of the form. Empty if the brief describes an operation. */
  readonly questions: readonly string[];
  readonly designed?: Pick<DesignedBrief, 'operation' | 'notes'>;
}

/** Checks a brief by the rules of `npm run api:brief`. */
export function check(existing: Existing, text: string): Outcome {
  try {
    return { questions: [], designed: checkBrief(existing, text) };
  } catch (error) {
    if (error instanceof UnclearBrief) return { questions: error.questions.map(inWordsOfForm) };
    throw error;
  }
}
