import { numberOf } from './words.ts';

/** A list in an example: "list of: SJ, Telia", or with a number of entries, such as "list of up to 5: SJ, Telia". */
const LIST_OF =
  /^(?:an? )?list of(?: (?:(?<bound>up to|at most|exactly) )?(?<count>\w+)(?: (?:to|-|–) (?<most>\w+))?)? ?:\s*(?<entries>.+)$/is;
const BEGINS_LIKE_LIST = /^(?:an? )?list of\b/i;
/** A sign between the named values of an entry. */
const NEXT_VALUE = /(?:,| and )(?=(?:(?! and )[^,=])*=)/i;

export interface ListOf {
  /** The entries as the author wrote them. */
  readonly entries: string;
  /** The minimum and the maximum number of entries that a user may send, if the author gives them. */
  readonly least?: number;
  readonly most?: number;
}

export interface NamedValue {
  readonly name: string;
  readonly example: string;
}

/** The list that an example shows. Undefined for any other example, and for a number of entries that can't be read. */
export function listIn(example: string): ListOf | undefined {
  const { bound, count, most, entries } = LIST_OF.exec(example.trim())?.groups ?? {};
  if (entries === undefined) return undefined;
  if (count === undefined) return { entries };
  const [first, last] = [count, most ?? count].map(numberOf);
  if (first === undefined || last === undefined) return undefined;
  const isMaximum = bound !== undefined && !/^exactly$/i.test(bound);
  return { entries, ...(!isMaximum && { least: first }), most: last };
}

/** Whether an example begins like a list, although it may not be a list. */
export const beginsLikeList = (example: string) => BEGINS_LIKE_LIST.test(example.trim());

/** The example of a list, as an author writes it. */
export function formatList({ entries, least, most }: ListOf): string {
  if (most === undefined) return `list of: ${entries}`;
  if (least === undefined) return `list of up to ${most}: ${entries}`;
  return `list of ${least === most ? `exactly ${most}` : `${least} to ${most}`}: ${entries}`;
}

/** The entries of a list. A semicolon separates them, or a comma if there is none. */
export function entriesOf({ entries }: ListOf): string[] {
  const separator = entries.includes(';') || entries.includes('=') ? ';' : ',';
  return entries
    .split(separator)
    .map((entry) => entry.trim())
    .filter(Boolean);
}

/** The named values of an entry such as "shop = SJ, amount = 845 kr". */
export function valuesOf(entry: string): NamedValue[] {
  return entry.split(NEXT_VALUE).map((part) => {
    const [name = '', ...example] = part.split('=');
    return { name: name.trim(), example: example.join('=').trim() };
  });
}
