/** A question for the author, because an answer has two possible meanings. */
export interface Unclear {
  readonly question: string;
}

export const ask = (question: string): Unclear => ({ question });
