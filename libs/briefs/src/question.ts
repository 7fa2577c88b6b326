export interface Question {
  /** The question in plain words. `{about}` means the answer to a different question. */
  readonly ask: string;
  readonly example?: string;
  readonly options?: readonly string[];
}

export interface Choice {
  readonly answer: string;
  readonly access?: 'member' | 'owner' | 'support' | 'public';
}

/** The words in place of an answer that is still missing. */
const MISSING: Readonly<Record<string, string>> = { about: 'such thing', name: '…', when: '…' };

/** The question with earlier answers filled in. */
export function wording({ ask }: Question, answers: Readonly<Record<string, unknown>>): string {
  return ask.replace(/\{(\w+)\}/g, (_, key: string) => {
    const answer = answers[key];
    return typeof answer === 'string' && answer !== '' ? answer : (MISSING[key] ?? 'it');
  });
}
