import type { Brief } from '../answers/brief.ts';
import { apiWord } from '../api-words.ts';
import type { DeclaredOperation, Existing } from '../existing.ts';
import { noteNeededBrief } from '../other-brief.ts';
import { camelCase, singular, withArticle, wordsOf } from '../words.ts';

/** An operation id such as listCards. The name of a brief has spaces instead. */
const OPERATION = /^[a-z]+[A-Z]\w*$/;

/** Asks about `found_in` if it names neither an existing operation nor a brief about the same resource. */
export function askAboutFoundIn(brief: Brief, operations: readonly DeclaredOperation[]): string[] {
  const { found_in, about, inside, viewOf } = brief;
  if (found_in === undefined || namedBy(found_in, operations)) return [];
  const things = [about, inside, viewOf].flatMap((thing) => wordsIn(thing ?? ''));
  const isBrief = !OPERATION.test(found_in.trim()) && wordsIn(found_in).some((word) => things.includes(word));
  if (isBrief) return [];
  const lists = operations.filter(({ isList }) => isList).map(({ id }) => id);
  const thing = singular(inside ?? about);
  return [
    `"${found_in}" is not the name of an operation or of a brief about ${withArticle(thing)}. How does the user find the ${thing}? Under found_in, write the name of another brief, or one of these operations: ${lists.join(', ')}.`,
  ];
}

export function noteFoundIn(
  { found_in }: Brief,
  { operations, briefs = [] }: Pick<Existing, 'operations' | 'briefs'>,
): string[] {
  if (found_in === undefined || namedBy(found_in, operations)) return [];
  const other = briefs.find(({ operationId }) => operationId === operationIn(found_in));
  return [
    other
      ? noteNeededBrief(other)
      : `No operation and no brief is called "${found_in}" yet. Write that brief, too.`,
  ];
}

function namedBy(name: string, operations: readonly DeclaredOperation[]): boolean {
  return operations.some(({ id }) => id === operationIn(name));
}

function operationIn(name: string): string {
  return camelCase(name.replace(/([a-z])([A-Z])/g, '$1 $2'));
}

function wordsIn(text: string): string[] {
  return wordsOf(text).map((word) => apiWord(singular(word)));
}
