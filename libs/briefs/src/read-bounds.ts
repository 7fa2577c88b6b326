import type { Brief, Filter } from './brief.ts';
import { isLimit } from './read-limit.ts';
import { PERIOD } from './period.ts';
import { numberIn } from './read-number.ts';
import { type NamedExample, boundKindOf, valueType } from './value-type.ts';
import { snakeCase } from './words.ts';

interface Bounds {
  /** The name of the value without words that compare. Empty if the filter has no other words. */
  readonly name: string;
  readonly minimum?: string;
  readonly maximum?: string;
}

const OVER =
  '(?:over|above|more than|higher than|larger than|bigger than|greater than|at least|not below|exceeding|starting from|from|after|since|min(?:imum)?|>=?)';
const UNDER =
  '(?:under|below|less than|lower than|smaller than|fewer than|at most|not over|no more than|up to|before|until|max(?:imum)?|<=?)';
const UNIT = String.raw`kr|sek|:-|%|per ?cent|[a-z]+`;
const DATE = String.raw`\d{4}-\d{2}(?:-\d{2})?|(?:\d{1,2} )?[a-z]+ \d{4}`;
const VALUE = String.raw`(?:${DATE}|(?:sek )?-?\d[\d .,]*(?: ?(?:${UNIT}))?)`;
const pattern = (source: string) => new RegExp(`^${source}$`, 'i');
const OVER_EXAMPLE = pattern(`${OVER} ?(${VALUE})`);
const UNDER_EXAMPLE = pattern(`${UNDER} ?(${VALUE})`);
const OR_MORE = pattern(String.raw`(${VALUE}) (?:or|and) (?:more|over|above|higher|up)`);
const OR_LESS = pattern(String.raw`(${VALUE}) (?:or|and) (?:less|under|below|lower|fewer)`);
const BETWEEN = pattern(
  String.raw`(?:between |from )?(-?\d[\d .,]*?)(?: ?(${UNIT}))? ?(?: (?:and|to) |[-–])(${VALUE})`,
);
const UNIT_AT_END = pattern(String.raw`.*\d ?(${UNIT})`);
/** Words that compare, at the end or at the beginning of a name: "amount over", "minimum amount". */
const OVER_NAME = pattern(
  String.raw`(?:(.*?) ?\b(?:is )?${OVER}|(?:min(?:imum)?|at least|lowest|smallest) (.+))`,
);
const UNDER_NAME = pattern(
  String.raw`(?:(.*?) ?\b(?:is )?${UNDER}|(?:max(?:imum)?|at most|highest|largest) (.+))`,
);
const BETWEEN_NAME = /^(.*?) ?\b(?:is )?(?:between|range)$/i;

/**
 * The bounds of a filter such as `amount: over 5 000 kr`, `amount over: 5 000 kr` or `amount: 100 to 500 kr`. Undefined
 * for a filter that compares nothing.
 */
export function boundsIn({ name, example }: NamedExample): Bounds | undefined {
  const text = example.trim().replaceAll(/[\u00a0\u2007\u2009\u202f]/g, ' ');
  const bare = nameWithoutComparison(name);
  const bounds = boundsOfExample(text) ?? boundsOfName(name, text);
  return bounds && { name: bare, ...bounds };
}

function boundsOfExample(text: string): Omit<Bounds, 'name'> | undefined {
  const [minimum] = capturesOf(OVER_EXAMPLE, text) ?? capturesOf(OR_MORE, text) ?? [];
  if (minimum !== undefined) return { minimum };
  const [maximum] = capturesOf(UNDER_EXAMPLE, text) ?? capturesOf(OR_LESS, text) ?? [];
  if (maximum !== undefined) return { maximum };
  if (PERIOD.test(text)) return undefined;
  const [least, unit, most = ''] = BETWEEN.exec(text)?.slice(1) ?? [];
  const [, common = ''] = UNIT_AT_END.exec(most) ?? [];
  // Without a unit, digits with a hyphen are a telephone number or the like.
  const isRange = least !== undefined && (common !== '' || /\b(and|to)\b/i.test(text));
  return isRange ? { minimum: `${least.trim()} ${unit ?? common}`.trim(), maximum: most.trim() } : undefined;
}

function boundsOfName(name: string, text: string): Omit<Bounds, 'name'> | undefined {
  if (!/\d/.test(text) || boundKindOf({ name, example: text }) === undefined) return undefined;
  if (OVER_NAME.test(name.trim())) return { minimum: text };
  return UNDER_NAME.test(name.trim()) ? { maximum: text } : undefined;
}

function nameWithoutComparison(name: string): string {
  const trimmed = name.trim();
  const [first, second] = capturesOf(OVER_NAME, trimmed) ??
    capturesOf(UNDER_NAME, trimmed) ??
    capturesOf(BETWEEN_NAME, trimmed) ?? [trimmed];
  return first ?? second ?? '';
}

function capturesOf(words: RegExp, text: string): (string | undefined)[] | undefined {
  return words.exec(text)?.slice(1);
}

/**
 * Splits each filter with bounds into its minimum and its maximum. Their names are the name of the value that they
 * compare: the shown value with the name of the filter, or the only shown value of the same kind.
 */
export function readBounds(brief: Brief): Brief {
  const find_by = brief.find_by.flatMap((filter) => {
    const bounds = boundsIn(filter);
    if (!bounds || (isLimit(filter) && !isShown(brief, bounds.name))) return [filter];
    const { minimum, maximum } = bounds;
    const of = comparedValue(brief, bounds);
    const part = (bound: NonNullable<Filter['bound']>, example: string | undefined) =>
      example === undefined ? [] : [{ ...filter, name: `${bound} ${of}`, example, bound, of }];
    return [...part('minimum', minimum), ...part('maximum', maximum)];
  });
  return { ...brief, find_by };
}

function isShown({ values }: Pick<Brief, 'values'>, name: string): boolean {
  return values.some((value) => snakeCase(value.name) === snakeCase(name));
}

function comparedValue({ values }: Brief, { name, minimum, maximum }: Bounds): string {
  if (isShown({ values }, name)) return name;
  const kind = boundKindOf({ name, example: minimum ?? maximum ?? '' });
  const alike = values.filter((value) => boundKindOf(value) === kind);
  return (kind !== undefined && alike.length === 1 && alike[0]?.name) || name;
}

/** Asks about each minimum and maximum without a shown value, or with a different kind than the value. */
export function askAboutBounds({ find_by, values }: Brief): string[] {
  return find_by.flatMap(({ bound, of = '', example }) => {
    if (bound === undefined) return [];
    const kind = boundKindOf({ name: of, example });
    if (kind === undefined)
      return [
        `What does "${example}" compare? A list can be narrowed to amounts, percentages and whole numbers over or under one: write for example "amount: over 5 000 kr". For days, write a filter with the name "period" and the example "2026-06-01 to 2026-06-30".`,
      ];
    const value = values.find(({ name }) => snakeCase(name) === snakeCase(of));
    if (value && boundKindOf(value) === kind) return [];
    if (value)
      return [
        `"${of}" is ${describe(value)} under values, but "${example}" under find_by. Which is right? Write the same kind in both.`,
      ];
    return [
      `Which value must be ${bound === 'minimum' ? 'over' : 'under'} ${example}? Write its name under find_by as it is under values, for example "${values[0]?.name ?? 'amount'}".`,
    ];
  });
}

function describe({ name, example }: NamedExample): string {
  const type = valueType({ name, example }, 'shown');
  return 'kind' in type ? `${type.kind} "${example}"` : `"${example}"`;
}

/** The example of a shown value, moved to the bound of a filter if it is outside. */
export function withinBounds({ find_by }: Brief, { name, example }: NamedExample): string {
  return find_by.reduce((present, { bound, of, example: limit }) => {
    if (bound === undefined || of === undefined || snakeCase(of) !== snakeCase(name)) return present;
    const [one, other] = [present, limit].map((text) => magnitudeOf({ name, example: text }));
    if (one === undefined || other === undefined) return present;
    return (bound === 'minimum' ? one < other : one > other) ? limit : present;
  }, example);
}

/** The size of an amount, a percentage or a number, for comparisons with others of the same kind. */
function magnitudeOf({ name, example }: NamedExample): number | undefined {
  const number = numberIn(example)?.number;
  if (number !== undefined) return number;
  const type = valueType({ name, example }, 'bound');
  return 'text' in type ? Number(type.text) : undefined;
}
