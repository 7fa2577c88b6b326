import { type DesignedBrief, type Existing, UnclearBrief, checkBrief } from '#libs/briefs';
import { inWordsOfForm } from './in-words-of-form.ts';

export interface Outcome {
  readonly questions: readonly string[];
  readonly designed?: Pick<DesignedBrief, 'operation' | 'notes'>;
}

/** Checks the brief like `npm run api:brief`. */
export function check(existing: Existing, text: string): Outcome {
  try {
    return { questions: [], designed: checkBrief(existing, text) };
  } catch (error) {
    if (error instanceof UnclearBrief) return { questions: error.questions.map(inWordsOfForm) };
    throw error;
  }
}
