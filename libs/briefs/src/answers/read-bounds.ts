import {
  type BoundsInText,
  OVER,
  UNDER,
  boundsInText,
  capturesOf,
  isStrictIn,
  pattern,
} from '../values/bounds-in-text.ts';
import type { Brief, Filter } from './brief.ts';
import { PERIOD } from '../values/period.ts';
import { isLimit } from './read-limit.ts';
import { formatNumber, numberIn } from '../values/read-number.ts';
import type { NamedExample } from '../values/value-kind.ts';
import { boundKindOf, valueType } from '../values/value-type.ts';
import { snakeCase } from '../words.ts';

interface Bounds extends BoundsInText {
  /** The filter's name without words such as "over". Empty if the name has no other words. */
  readonly name: string;
}

/** Words for a comparison, at the start or the end of a name: "amount over", "minimum amount". */
const OVER_NAME = pattern(
  String.raw`(?:(.*?) ?\b(?:is )?${OVER}|(?:min(?:imum)?|at least|lowest|smallest) (.+))`,
);
const UNDER_NAME = pattern(
  String.raw`(?:(.*?) ?\b(?:is )?${UNDER}|(?:max(?:imum)?|at most|highest|largest) (.+))`,
);
const BETWEEN_NAME = /^(.*?) ?\b(?:is )?(?:between|range)$/i;

/**
 * Reads the bounds of a filter such as `amount: over 5 000 kr`, `amount over: 5 000 kr` or `amount: 100 to 500 kr`.
 * Undefined for a filter without bounds.
 */
export function boundsIn({ name, example }: NamedExample): Bounds | undefined {
  const text = example.trim().replaceAll(/[\u00a0\u2007\u2009\u202f]/g, ' ');
  const bare = nameWithoutComparison(name);
  const bounds = boundsInText(text) ?? boundsOfName(name, text);
  return bounds && { name: bare, ...bounds };
}

function boundsOfName(name: string, text: string): BoundsInText | undefined {
  if (!/\d/.test(text) || boundKindOf({ name, example: text }) === undefined) return undefined;
  const isStrict = isStrictIn(name);
  if (OVER_NAME.test(name.trim())) return { minimum: text, isStrict };
  return UNDER_NAME.test(name.trim()) ? { maximum: text, isStrict } : undefined;
}

function nameWithoutComparison(name: string): string {
  const trimmed = name.trim();
  const [first, second] = capturesOf(OVER_NAME, trimmed) ??
    capturesOf(UNDER_NAME, trimmed) ??
    capturesOf(BETWEEN_NAME, trimmed) ?? [trimmed];
  return first ?? second ?? '';
}

/**
 * Splits a filter with bounds into a minimum and a maximum. Both filters get the name of the shown value that they
 * limit. This value has the same name as the given filter, or is the only value of the same kind.
 */
export function readBounds(brief: Brief): Brief {
  const find_by = brief.find_by.flatMap((filter) => {
    const bounds = boundsIn(filter);
    if (!bounds || (isLimit(filter) && !isShown(brief, bounds.name))) return [filter];
    const { minimum, maximum, isStrict = false } = bounds;
    const of = comparedValue(brief, bounds);
    const part = (bound: NonNullable<Filter['bound']>, given: string | undefined) => {
      if (given === undefined) return [];
      const example = isStrict && isCount(brief, of) ? nextNumber(given, bound) : given;
      return [{ ...filter, name: `${bound} ${of}`, example, bound, of }];
    };
    return [...part('minimum', minimum), ...part('maximum', maximum)];
  });
  return { ...brief, find_by };
}

function isCount({ values }: Brief, name: string): boolean {
  return values.some(
    (value) => snakeCase(value.name) === snakeCase(name) && boundKindOf(value) === 'whole number',
  );
}

/**
 * Moves a strict bound to the next whole number: over 10 means at least 11. An amount stays unchanged, because one öre
 * makes no difference.
 */
function nextNumber(example: string, bound: NonNullable<Filter['bound']>): string {
  const given = numberIn(example);
  return given === undefined
    ? example
    : formatNumber({ ...given, number: given.number + (bound === 'minimum' ? 1 : -1) });
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

/** Asks about a minimum or maximum if the list shows no value to compare, or if this value has a different kind. */
export function askAboutBounds({ find_by, values }: Brief): string[] {
  return find_by.flatMap(({ name, bound, of = name, example }) => {
    const value = values.find((shown) => snakeCase(shown.name) === snakeCase(of));
    if (bound === undefined)
      return isOtherKind(value, { name, example }) ? [askForSameKind(value, example)] : [];
    const kind = boundKindOf({ name: of, example });
    if (kind === undefined)
      return [
        `What does the filter "${example}" compare? A filter can compare amounts, percentages and whole numbers. Write for example "amount: over 5 000 kr". For days, write a filter with the name "period" and the example "2026-06-01 to 2026-06-30".`,
      ];
    if (value) return boundKindOf(value) === kind ? [] : [askForSameKind(value, example)];
    return [
      `Which value must be ${bound === 'minimum' ? 'over' : 'under'} ${example}? Use the same name for the filter under find_by and for the value under values, for example "${valueOfKind(values, kind) ?? name}". A request that only shows something can't calculate with ${kind === 'amount' ? 'an amount' : 'a number'} from the user yet.`,
    ];
  });
}

function valueOfKind(values: Brief['values'], kind: string): string | undefined {
  return values.find((value) => boundKindOf(value) === kind)?.name;
}

/** Whether the filter can't be compared with the value because their kinds differ: "fee: a lot". */
function isOtherKind(value: NamedExample | undefined, filter: NamedExample): value is NamedExample {
  const kind = value && boundKindOf(value);
  return kind !== undefined && kind !== boundKindOf(filter) && !PERIOD.test(filter.example.trim());
}

function askForSameKind(value: NamedExample, example: string): string {
  return `"${value.name}" is ${describe(value)} under values, but "${example}" under find_by. Which is right? Write the same kind of value in both places.`;
}

function describe({ name, example }: NamedExample): string {
  const type = valueType({ name, example }, 'shown');
  return 'kind' in type ? `${type.kind} "${example}"` : `"${example}"`;
}

/** If the example of a shown value is outside the bounds, replaces the example with the nearest bound. */
export function withinBounds({ find_by }: Brief, { name, example }: NamedExample): string {
  return find_by.reduce((present, { bound, of, example: limit }) => {
    if (bound === undefined || of === undefined || snakeCase(of) !== snakeCase(name)) return present;
    const [one, other] = [present, limit].map((text) => magnitudeOf({ name, example: text }));
    if (one === undefined || other === undefined) return present;
    return (bound === 'minimum' ? one < other : one > other) ? limit : present;
  }, example);
}

/** The number in an amount, a percentage or a whole number. Compare only numbers of the same kind. */
function magnitudeOf({ name, example }: NamedExample): number | undefined {
  const number = numberIn(example)?.number;
  if (number !== undefined) return number;
  const type = valueType({ name, example }, 'bound');
  return 'text' in type ? Number(type.text) : undefined;
}
