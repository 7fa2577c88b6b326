/** An answer that can be read in two ways, as the question to its author. */
export interface Unclear {
  readonly question: string;
}

export const ask = (question: string): Unclear => ({ question });
