import { PERIOD } from './period.ts';

export interface BoundsInText {
  readonly minimum?: string;
  readonly maximum?: string;
  /** True if the bound itself is excluded: "over 10" excludes 10. */
  readonly isStrict?: boolean;
}

export const OVER =
  '(?:over|above|more than|higher than|larger than|bigger than|greater than|at least|not below|exceeding|starting from|from|after|since|min(?:imum)?|>=?|≥)';
export const UNDER =
  '(?:under|below|less than|lower than|smaller than|fewer than|at most|not over|no more than|up to|before|until|max(?:imum)?|<=?|≤)';
const STRICT = /\b(?:over|above|below|under|after|before|exceeding|than)\b|^[<>](?!=)/i;
const UNIT = String.raw`kr|sek|:-|%|per ?cent|[a-z]+`;
const DATE = String.raw`\d{4}-\d{2}(?:-\d{2})?|(?:\d{1,2} )?[a-z]+ \d{4}`;
const VALUE = String.raw`(?:${DATE}|(?:sek )?-?\d[\d .,]*(?: ?(?:${UNIT}))?)`;
export const pattern = (source: string) => new RegExp(`^${source}$`, 'i');
const OVER_EXAMPLE = pattern(`${OVER} ?(${VALUE})`);
const UNDER_EXAMPLE = pattern(`${UNDER} ?(${VALUE})`);
const OR_MORE = pattern(String.raw`(${VALUE}) (?:or|and) (?:more|over|above|higher|up)`);
const OR_LESS = pattern(String.raw`(${VALUE}) (?:or|and) (?:less|under|below|lower|fewer)`);
const BETWEEN = pattern(
  String.raw`(?:between |from )?(-?\d[\d .,]*?)(?: ?(${UNIT}))? ?(?: (?:and|to) |[-–])(${VALUE})`,
);
const UNIT_AT_END = pattern(String.raw`.*\d ?(${UNIT})`);

/**
 * Finds bounds in a text such as `over 5 000 kr`, `500 kr or more` or `100 to 500 kr`. Returns undefined for any other
 * text.
 */
export function boundsInText(text: string): BoundsInText | undefined {
  const isStrict = isStrictIn(text);
  const [over] = capturesOf(OVER_EXAMPLE, text) ?? [];
  if (over !== undefined) return { minimum: over, isStrict };
  const [under] = capturesOf(UNDER_EXAMPLE, text) ?? [];
  if (under !== undefined) return { maximum: under, isStrict };
  const [minimum] = capturesOf(OR_MORE, text) ?? [];
  if (minimum !== undefined) return { minimum };
  const [maximum] = capturesOf(OR_LESS, text) ?? [];
  if (maximum !== undefined) return { maximum };
  if (PERIOD.test(text)) return undefined;
  const [least, unit, most = ''] = BETWEEN.exec(text)?.slice(1) ?? [];
  const [, common = ''] = UNIT_AT_END.exec(most) ?? [];
  // Without a unit, digits with a hyphen are usually a telephone number.
  const isRange = least !== undefined && (common !== '' || /\b(and|to)\b/i.test(text));
  return isRange ? { minimum: `${least.trim()} ${unit ?? common}`.trim(), maximum: most.trim() } : undefined;
}

/** True for "over 10", which excludes 10. False for "at least 10" and "not over 10". */
export const isStrictIn = (text: string) => STRICT.test(text) && !/\b(?:no|not)\b/i.test(text);

export function capturesOf(words: RegExp, text: string): (string | undefined)[] | undefined {
  return words.exec(text)?.slice(1);
}
