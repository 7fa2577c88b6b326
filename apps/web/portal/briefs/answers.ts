import { stringify } from 'yaml';

export type Item = Readonly<Record<string, string>>;

export interface Answers {
  readonly texts: Readonly<Record<string, string>>;
  readonly lists: Readonly<Record<string, readonly Item[]>>;
}

export const LISTS = ['find_by', 'values', 'send', 'goes_wrong'] as const;

export const NO_ANSWERS: Answers = {
  texts: { changes: 'no' },
  lists: Object.fromEntries(LISTS.map((key) => [key, []])),
};

/** Omits empty answers but keeps empty lists, because an empty list is an answer. */
export function briefText({ texts, lists }: Answers): string {
  const items = Object.entries(lists).map(([key, list]) => [key, list.map(filled)] as const);
  return stringify({ ...filled(texts), ...Object.fromEntries(items) }, { lineWidth: 110 });
}

function filled(answers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(answers).filter(([, answer]) => answer.trim() !== ''));
}
