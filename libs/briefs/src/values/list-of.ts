import { numberOf } from '../words.ts';

/** A list in an example: "list of: SJ, Telia", or with a number of entries, such as "list of up to 5: SJ, Telia". */
const LIST_OF =
  /^(?:an? )?list of(?: (?:(?<bound>up to|at most|exactly) )?(?<count>\w+)(?: (?:to|-|–) (?<most>\w+))?)? ?:\s*(?<entries>.+)$/is;
const BEGINS_LIKE_LIST = /^(?:an? )?list of\b/i;
const NEXT_VALUE = /(?:,| and )(?=(?:(?! and )[^,=])*=)/i;

export interface ListOf {
  readonly entries: string;
  /** How many entries a user may send. Undefined if the author gives no limits. */
  readonly least?: number;
  readonly most?: number;
}

export interface NamedValue {
  readonly name: string;
  readonly example: string;
}

/** Reads the list in an example. Undefined if the example is not a list, or if the number of entries is unclear. */
export function listIn(example: string): ListOf | undefined {
  const { bound, count, most, entries } = LIST_OF.exec(example.trim())?.groups ?? {};
  if (entries === undefined) return undefined;
  if (count === undefined) return { entries };
  const [first, last] = [count, most ?? count].map(numberOf);
  if (first === undefined || last === undefined) return undefined;
  const isMaximum = bound !== undefined && !/^exactly$/i.test(bound);
  return { entries, ...(!isMaximum && { least: first }), most: last };
}

export const beginsLikeList = (example: string) => BEGINS_LIKE_LIST.test(example.trim());

export function formatList({ entries, least, most }: ListOf): string {
  if (most === undefined) return `list of: ${entries}`;
  if (least === undefined) return `list of up to ${most}: ${entries}`;
  return `list of ${least === most ? `exactly ${most}` : `${least} to ${most}`}: ${entries}`;
}

/** Splits a list into entries. The separator is a semicolon, or a comma if there is no semicolon. */
export function entriesOf({ entries }: ListOf): string[] {
  const separator = entries.includes(';') || entries.includes('=') ? ';' : ',';
  return entries
    .split(separator)
    .map((entry) => entry.trim())
    .filter(Boolean);
}

export function valuesOf(entry: string): NamedValue[] {
  return entry.split(NEXT_VALUE).map((part) => {
    const [name = '', ...example] = part.split('=');
    return { name: name.trim(), example: example.join('=').trim() };
  });
}
