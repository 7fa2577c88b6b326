export type Answers = Readonly<Record<string, unknown>>;

export function isAnswers(value: unknown): value is Answers {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
