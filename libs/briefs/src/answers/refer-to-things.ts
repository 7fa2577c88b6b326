import { EXAMPLE_ACCOUNT } from '#contracts/vocabulary';
import { type Brief, formOf } from './brief.ts';
import { COMPANY, apiWord } from '../api-words.ts';
import type { DeclaredOperation } from '../existing.ts';
import { entriesOf, formatList, listIn, valuesOf } from '../values/list-of.ts';
import type { NamedExample } from '../values/value-kind.ts';
import { valueType } from '../values/value-type.ts';
import { kebabCase, plural, singular, snakeCase, wordsOf } from '../words.ts';

export interface Reference {
  /** The API's word. */
  readonly thing: string;
  readonly listedBy: string;
}

/** The schemas of values that may be names: a text, or a list of texts or objects. */
const TEXT = /^(z\.string\(\)|z\.array\(z\.(string|object)\()/;

/** Replaces names of existing resources in the request with their ids. Shows the same ids in the response. */
export function referToThings(brief: Brief, operations: readonly DeclaredOperation[]): Brief {
  const change = <T extends NamedExample>(value: T): T => withId(value, brief, operations);
  const chosen = new Set(
    [...brief.send, ...brief.find_by]
      .filter((value) => referenceOf(value, operations) !== undefined)
      .map(({ name }) => snakeCase(name)),
  );
  const inEntries = <T extends NamedExample>(value: T): T => withIdsInEntries(value, brief, operations);
  const sent = new Set(brief.send.map(({ name }) => snakeCase(name)));
  return {
    ...brief,
    send: brief.send.map((value) => inEntries(change(value))),
    find_by: brief.find_by.map(change),
    values: brief.values.map((value) => {
      const shown = chosen.has(snakeCase(value.name)) ? change(value) : value;
      return sent.has(snakeCase(value.name)) ? inEntries(shown) : shown;
    }),
  };
}

/** The named values in a list: "card" and "amount" in "list of: card = Office, amount = 845 kr". */
export function entryValuesOf({ example }: Pick<NamedExample, 'example'>): NamedExample[] {
  const list = listIn(example);
  return list === undefined
    ? []
    : entriesOf(list)
        .filter((entry) => entry.includes('='))
        .flatMap(valuesOf);
}

const PERSON = /^(card ?holder|colleague|employee|holder|member|person|user)( name)?$/i;

/** Asks which resource each entry of an action changes. A text such as a name does not identify a resource. */
export function askForEntryIds({ shows, changes, send, about }: Brief): string[] {
  if (shows !== 'a list' || formOf({ changes }) !== 'action') return [];
  return send.flatMap(({ name, example }) => {
    if (PERSON.test(name.trim()))
      return [
        `Which ${plural(about)} does the change affect? "${name}" is not enough, because two people may have the same name. Let the user choose the ${plural(about)}, for example with the name "${plural(about)}" and the example "list of: Office, Travel".`,
      ];
    const [first, ...others] = entryValuesOf({ example });
    if (!first || [first, ...others].some((value) => /\bid$/i.test(value.name))) return [];
    return [
      `Which thing does each entry of "${name}" change? "${first.name}" is a text there, so two things may have the same "${first.name}". Name a thing that an operation lists, such as a card, or an id: "list of: card = Office, amount = 845 kr", or "list of: ${first.name} id = ${kebabCase(first.name)}-1, amount = 845 kr".`,
    ];
  });
}

function withIdsInEntries<T extends NamedExample>(
  value: T,
  brief: Brief,
  operations: readonly DeclaredOperation[],
): T {
  const list = listIn(value.example);
  if (!list || entryValuesOf(value).every((part) => referenceOf(part, operations) === undefined))
    return value;
  const entries = entriesOf(list).map((entry, at) =>
    valuesOf(entry)
      .map((part) => {
        const reference = referenceOf(part, operations);
        if (!reference) return part;
        const id = `${kebabCase(reference.thing)}-${EXAMPLE_ACCOUNT}`;
        return { ...withId(part, brief, operations), example: at === 0 ? id : `${id}-${at + 1}` };
      })
      .map(({ name, example }) => `${name} = ${example}`)
      .join(', '),
  );
  return { ...value, example: formatList({ ...list, entries: entries.join('; ') }) };
}

/** Finds the resource that a value names. Undefined if no operation lists such a resource. */
export function referenceOf(
  { name, example }: NamedExample,
  operations: readonly DeclaredOperation[],
): Reference | undefined {
  const type = valueType({ name, example }, 'shown');
  const isText = 'question' in type ? listIn(example) !== undefined : TEXT.test(type.schema);
  if (!isText || /\b(at|by|for|from|in|of|on|to|with)\b/i.test(name)) return undefined;
  const [thing, listedBy] =
    thingsIn(name)
      .map((words) => [words, listOf(words, operations)] as const)
      .find(([, found]) => found !== undefined) ?? [];
  return thing === undefined || listedBy === undefined ? undefined : { thing, listedBy };
}

/** The last words of a name, translated to the API's words. The longest result is first: `linked card`, `card`. */
function thingsIn(name: string): string[] {
  const words = wordsOf(name);
  return words.map((_, at) => apiWord(singular(words.slice(at).join(' '))));
}

function listOf(thing: string, operations: readonly DeclaredOperation[]): string | undefined {
  if (thing === COMPANY) return undefined;
  const collection = `/v1/${kebabCase(plural(thing))}`;
  return operations.find(
    ({ method, paths, access }) => method === 'GET' && access === 'member' && paths.includes(collection),
  )?.id;
}

function withId<T extends NamedExample>(value: T, brief: Brief, operations: readonly DeclaredOperation[]): T {
  const reference = referenceOf(value, operations);
  if (!reference) return value;
  const words = wordsOf(value.name);
  const before = thingsIn(value.name).indexOf(reference.thing);
  const list = listIn(value.example);
  // If the path already contains an id of the same kind, the new id keeps the author's word.
  const isSubject =
    formOf(brief) !== 'new' && apiWord(singular(brief.inside ?? brief.about)) === reference.thing;
  const thing = isSubject ? singular(words.slice(before).join(' ')) : reference.thing;
  const name = [...words.slice(0, before), thing, list ? 'ids' : 'id'].join(' ');
  const id = `${kebabCase(reference.thing)}-${EXAMPLE_ACCOUNT}`;
  if (!list) return { ...value, name, example: isSubject ? `${id}-2` : id };
  // If the response is a list, its example shows one entry.
  const count = brief.shows === 'a list' ? 1 : Math.min(Math.max(list.least ?? 2, 2), list.most ?? 2);
  const ids = Array.from({ length: count }, (_, at) => (at === 0 ? id : `${id}-${at + 1}`));
  return { ...value, name, example: formatList({ ...list, entries: ids.join(', ') }) };
}
