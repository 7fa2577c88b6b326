import { camelize, pluralize, singularize } from 'inflection';

export function wordsOf(text: string): string[] {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/['’]/g, '')
    .toLowerCase()
    .replaceAll('e-mail', 'email');
  return plain.match(/[a-z0-9]+/g) ?? [];
}

export const snakeCase = (text: string) => wordsOf(text).join('_');
/** The name of a field in words: "last four" for `last_four`. */
export const spaced = (field: string) => field.replaceAll('_', ' ');
export const kebabCase = (text: string) => wordsOf(text).join('-');
export const camelCase = (text: string) => camelize(snakeCase(text), true);
export const pascalCase = (text: string) => camelize(snakeCase(text));

/** "ask for a higher limit" becomes "ask for higher limit". */
export const withoutArticles = (text: string) => text.replace(/\b(an?|the) (?=\w)/gi, '');

/** "an invoice", "a card". The first letter of the word decides. The exceptions are words such as "user". */
export const withArticle = (thing: string) => `${/^(?!u(se|ni))[aeiou]/i.test(thing) ? 'an' : 'a'} ${thing}`;

/**
 * Words without a plural, although the dictionary contains a plural. The path of a list contains the same word:
 * card-usage.
 */
const UNCOUNTABLE =
  /(^|[\s_-])(access|advice|behaviou?r|cash|content|data|equipment|feedback|fuel|help|history|information|insurance|interest|money|news|praise|progress|spend|spending|staff|status|support|thanks|traffic|usage)$/i;

/** Words that end with s but are not plural nouns, such as "plus". */
const NO_NOUN = /\b(across|always|does|has|minus|plus|perhaps|this|unless|was|\w+ous)$/i;

export const plural = (text: string) => (UNCOUNTABLE.test(text) ? text : withLastWord(text, pluralize));

export const singular = (text: string) => (isPlural(text) ? withLastWord(text, singularize) : text);

/** Whether the last word is a plural that ends with s: fees, but neither address nor quota. */
export function isPlural(text: string): boolean {
  return text.endsWith('s') && !UNCOUNTABLE.test(text) && !NO_NOUN.test(text) && plural(text) === text;
}

const NO_SINGULAR =
  /\b(annual accounts|details|earnings|hours|preferences|rules|savings|settings|statistics|terms)$/i;

export const hasNoSingular = (text: string) => NO_SINGULAR.test(text);

export function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function withLastWord(text: string, change: (word: string) => string): string {
  return text.replace(/[a-z0-9]+$/i, (word) => change(word));
}

/** Joins words with "or": "due, overdue or paid". */
export const anyOf = (words: readonly string[]) =>
  new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(words);

/** Joins words with "and": "shop, amount and date". */
export const allOf = (words: readonly string[]) => new Intl.ListFormat('en-GB').format(words);

/** Whether a field contains ids: `card_id` and `ids`, but not `paid`. */
export const isIdField = (field: string) => /(^|_)ids?$/.test(field);

const NUMBERS = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ');

/** Reads a number in words or digits. Undefined for any other word. */
export function numberOf(word: string): number | undefined {
  const known = NUMBERS.indexOf(word.toLowerCase());
  if (known >= 0) return known;
  return /^\d+$/.test(word) ? Number(word) : undefined;
}

/** Whether two texts have the same words. */
export function isSameText(one: string, other: string): boolean {
  return wordsOf(one).join() === wordsOf(other).join();
}
