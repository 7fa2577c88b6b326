/** A whole number in an example, with its unit and its range if the author gives them. */
export interface NumberInExample {
  readonly number: number;
  readonly unit?: string;
  readonly least?: number;
  readonly most?: number;
}

/** Units that a number may have without a range: "3 days" is a number, but "3 Rivers" may be a name. */
const UNIT = /^(seconds?|minutes?|hours?|days?|weeks?|months?|years?)$/i;
const RANGE = String.raw`\(?(?:from |between )?(\d+) ?(?:to|and|-|–) ?(\d+)(?: [a-z]+)?\)?`;
const NUMBER = new RegExp(
  String.raw`^(-?(?:\d{1,3}(?: \d{3})+|0|[1-9]\d*))(?: (?!to\b|and\b|from\b|between\b)([a-z]+))?(?: ${RANGE})?$`,
  'i',
);
/** Units of amounts and of percentages, which are no whole numbers. */
const NO_UNIT = /^(kr|sek|eur|usd|gbp|nok|dkk|percent)$/i;
/** Words in brackets that look like a range. */
const LIKE_RANGE = /\((?:from |between )?-?\d[\d ]*[^\d()]{0,5} ?(?:to|and|-|–) ?-?\d[^()]*\)$/i;

/** The number in `57`, `4 (1 to 5)`, `3 days` or `3 days (1 to 14)`. Undefined for any other example. */
export function numberIn(example: string): NumberInExample | undefined {
  const [, digits, unit, least, most] = NUMBER.exec(example) ?? [];
  if (digits === undefined) return undefined;
  if (unit !== undefined && (NO_UNIT.test(unit) || (least === undefined && !UNIT.test(unit))))
    return undefined;
  return {
    number: Number(digits.replaceAll(' ', '')),
    ...(unit !== undefined && { unit: unit.toLowerCase() }),
    ...(least !== undefined && { least: Number(least), most: Number(most) }),
  };
}

/** Whether an example ends with a range, which only numbers can have. */
export const endsLikeRange = (example: string) => LIKE_RANGE.test(example);

/** The example of a number, as an author writes it. */
export function formatNumber({ number, unit, least, most }: NumberInExample): string {
  const words = unit === undefined ? String(number) : `${number} ${unit}`;
  return most === undefined ? words : `${words} (${least ?? 0} to ${most})`;
}
