export interface Question {
  /** `{about}` is replaced by the answer to the question `about`. */
  readonly ask: string;
  readonly example?: string;
  readonly options?: readonly string[];
}

export interface Choice {
  readonly answer: string;
  readonly access?: 'member' | 'owner' | 'support' | 'public';
}

const MISSING: Readonly<Record<string, string>> = { about: 'such thing', name: '…', when: '…' };

/** Fills earlier answers into the question. */
export function wording({ ask }: Question, answers: Readonly<Record<string, unknown>>): string {
  return ask.replace(/\{(\w+)\}/g, (_, key: string) => {
    const answer = answers[key];
    return typeof answer === 'string' && answer !== '' ? answer : (MISSING[key] ?? 'it');
  });
}
