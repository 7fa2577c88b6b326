export interface Question {
  /** Plain words; `{about}` stands for another answer. */
  readonly ask: string;
  readonly example?: string;
  readonly options?: readonly string[];
}

export interface Choice {
  readonly answer: string;
  readonly access: 'member' | 'public';
}

/** The question with the answers that it speaks of filled in; what is not answered yet is "it". */
export function wording({ ask }: Question, answers: Readonly<Record<string, unknown>>): string {
  return ask.replace(/\{(\w+)\}/g, (_, key: string) => {
    const answer = answers[key];
    return typeof answer === 'string' && answer !== '' ? answer : 'it';
  });
}
