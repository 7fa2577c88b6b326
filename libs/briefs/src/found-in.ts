import type { Brief } from './brief.ts';
import { apiWord } from './design-route.ts';
import type { DeclaredOperation } from './existing.ts';
import { camelCase, singular, withArticle, wordsOf } from './words.ts';

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
  return [
    `No operation is called "${found_in}", and it names no brief about ${withArticle(singular(inside ?? about))}. How does the user find it? Under found_in, write one of these operations, or the name of another brief: ${lists.join(', ')}.`,
  ];
}

export function noteFoundIn({ found_in }: Brief, operations: readonly DeclaredOperation[]): string[] {
  return found_in === undefined || namedBy(found_in, operations)
    ? []
    : [
        `No operation is called "${found_in}" yet. If its brief exists, a developer must generate the operation; if not, write the brief.`,
      ];
}

function namedBy(name: string, operations: readonly DeclaredOperation[]): boolean {
  const wanted = camelCase(name.replace(/([a-z])([A-Z])/g, '$1 $2'));
  return operations.some(({ id }) => id === wanted);
}

function wordsIn(text: string): string[] {
  return wordsOf(text).map((word) => apiWord(singular(word)));
}
