export interface NumberInExample {
  readonly number: number;
  readonly unit?: string;
  readonly least?: number;
  readonly most?: number;
}

/** Units that are allowed without a range: "3 days" is a number, but "3 Rivers" may be a name. */
const UNIT = /^(seconds?|minutes?|hours?|days?|weeks?|months?|years?)$/i;
const RANGE = String.raw`\(?(?:from |between )?(\d+) ?(?:to|and|-|–) ?(\d+)(?: [a-z]+)?\)?`;
const NUMBER = new RegExp(
  String.raw`^(-?(?:\d{1,3}(?: \d{3})+|0|[1-9]\d*))(?: (?!to\b|and\b|from\b|between\b)([a-z]+))?(?: ${RANGE})?$`,
  'i',
);
/** Units of amounts and percentages. They are not whole numbers. */
const NO_UNIT = /^(kr|sek|eur|usd|gbp|nok|dkk|percent)$/i;
const LIKE_RANGE = /\((?:from |between )?-?\d[\d ]*[^\d()]{0,5} ?(?:to|and|-|–) ?-?\d[^()]*\)$/i;

/** Reads a number such as `57`, `4 (1 to 5)`, `3 days` or `3 days (1 to 14)`. Undefined for any other example. */
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

/** Whether an example ends with a range. Only a number may have a range. */
export const endsLikeRange = (example: string) => LIKE_RANGE.test(example);

export function formatNumber({ number, unit, least, most }: NumberInExample): string {
  const words = unit === undefined ? String(number) : `${number} ${unit}`;
  return most === undefined ? words : `${words} (${least ?? 0} to ${most})`;
}
