export interface Question {
  /** The question in plain words. `{about}` stands for the answer to another question. */
  readonly ask: string;
  readonly example?: string;
  readonly options?: readonly string[];
}

export interface Choice {
  readonly answer: string;
  readonly access?: 'member' | 'public';
}

/** The question with earlier answers filled in, and "it" for an answer that is still missing. */
export function wording({ ask }: Question, answers: Readonly<Record<string, unknown>>): string {
  return ask.replace(/\{(\w+)\}/g, (_, key: string) => {
    const answer = answers[key];
    return typeof answer === 'string' && answer !== '' ? answer : 'it';
  });
}
