import { z } from 'zod';
import { SUNSET, UNKNOWN } from '#contracts/vocabulary';
import {
  type Change,
  type Place,
  breaking,
  compatible,
  describeRuleChange,
  narrowed,
  ruleChangeId,
  widened,
} from './change.ts';
import { BOUNDS, compareBounds } from './compare-bounds.ts';
import { type Documents, type Fields, fields, isSame, list, strings } from './document.ts';
import { dereference } from './expand.ts';
import { LOWER, UPPER, isAnnotation } from './keywords.ts';
import { compareSunset } from './sunset.ts';
import type { Variant } from './variants.ts';

/** compareEnums and compareSchemas compare these keywords. */
const STRUCTURE = [
  'type',
  'enum',
  'properties',
  'required',
  'items',
  'prefixItems',
  'additionalProperties',
  'propertyNames',
];
/** These rules are redundant if all values of an enum satisfy them. */
const RULES_OF_VALUES = [...BOUNDS, 'minLength', 'maxLength', 'pattern'];
/**
 * Matches the start of a pattern if the start contains only simple characters. Without this start, the
 * pattern is still valid.
 */
const SIMPLE_START = /^(?:[\w:]|\\[.d]|\{\d+\})*$/;

/** Compares two schemas of one type, without their nested schemas. */
export function compareValues(documents: Documents, before: Variant, after: Variant, place: Place): Change[] {
  const values = [before, after].flatMap(({ schema }) => enumOf(schema) ?? []);
  const from = withoutRedundantRules(before, values, after);
  const to = withoutRedundantRules(after, values, before);
  const old = fields(dereference(documents.before, rulesOf(from.schema)));
  const now = fields(dereference(documents.after, rulesOf(to.schema)));
  return [
    ...compareEnums(before.schema, after.schema, place),
    ...compareBounds(from, to, place),
    ...differing(old, now).map((keyword) => compareRule(keyword, old[keyword], now[keyword], place)),
  ];
}

/**
 * Removes each rule that all enum values satisfy. Removes no rule if there are no enum values. Also removes
 * `minProperties` if the other schema requires at least this number of properties.
 */
function withoutRedundantRules(
  variant: Variant,
  values: readonly unknown[],
  { schema: other }: Variant,
): Variant {
  const isRedundant = (keyword: string, rule: unknown): boolean =>
    keyword === 'minProperties'
      ? Number(rule) <= strings(other.required).length
      : values.length > 0 &&
        RULES_OF_VALUES.includes(keyword) &&
        values.every((value) => satisfies(value, keyword, rule));
  const rules = Object.entries(variant.schema).filter(([keyword, rule]) => !isRedundant(keyword, rule));
  return { ...variant, schema: Object.fromEntries(rules) };
}

function satisfies(value: unknown, keyword: string, rule: unknown): boolean {
  const type = typeof value === 'number' ? 'number' : 'string';
  return [rule].flat().every((each) => z.fromJSONSchema({ type, [keyword]: each }).safeParse(value).success);
}

export function compareAnnotations(
  documents: Documents,
  before: Fields,
  after: Fields,
  place: Place,
): Change[] {
  const keywords = differing(before, after).filter((keyword) => isAnnotation(keyword) && keyword !== SUNSET);
  return [
    ...keywords.map((keyword) => compareAnnotation(keyword, before[keyword], after[keyword], place)),
    ...compareSunset(documents, before, after, place),
  ];
}

function rulesOf(schema: Fields): Fields {
  const elsewhere = [...STRUCTURE, ...BOUNDS];
  const rules = Object.entries(schema).filter(
    ([keyword]) => !elsewhere.includes(keyword) && !isAnnotation(keyword),
  );
  return Object.fromEntries(rules);
}

function differing(before: Fields, after: Fields): string[] {
  const keywords = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keywords].filter((keyword) => !isSame(before[keyword], after[keyword]));
}

function compareEnums(before: Fields, after: Fields, place: Place): Change[] {
  const old = enumOf(before);
  const now = enumOf(after);
  if (!old && !now) return [];
  if (!old) return [narrowed(place, 'enum', `is now limited to ${format(now)}`)];
  if (!now) return [widened(place, 'enum', `is no longer limited to ${format(old)}`)];
  const gone = old.filter((value) => !now.includes(value));
  const more = now.filter((value) => !old.includes(value));
  return [
    ...gone.map((value) =>
      narrowed(place, `${String(value)} removed`, `no longer has the value ${format([value])}`),
    ),
    ...more.map((value) => addedValue(old, value, place)),
  ];
}

function addedValue(old: readonly unknown[], value: unknown, place: Place): Change {
  const what = `has the new value ${format([value])}`;
  const kind = `${String(value)} added`;
  // A response enum with the value `unknown` is open to new values (ADR 7).
  if (place.direction === 'response' && old.includes(UNKNOWN)) return compatible(place, kind, what);
  return widened(
    place,
    kind,
    what,
    'make it an openEnum first, in its own release, so that clients expect new values',
  );
}

function compareAnnotation(keyword: string, old: unknown, now: unknown, place: Place): Change {
  const what = describeRuleChange(keyword, old, now);
  const kind = ruleChangeId(keyword, old, now);
  const isSent = place.direction === 'request';
  if (keyword === 'default' && isSent && old !== undefined)
    return breaking(place, kind, what, 'keep the default; a caller who wants another value can send it');
  if (keyword === 'readOnly' && isSent && now === true)
    return breaking(place, kind, what, 'keep accepting it, and ignore it');
  if (keyword === 'writeOnly' && !isSent && now === true)
    return breaking(place, kind, what, 'keep sending it until no client reads it');
  return compatible(place, kind, what);
}

function compareRule(keyword: string, old: unknown, now: unknown, place: Place): Change {
  const what = describeRuleChange(keyword, old, now);
  const kind = ruleChangeId(keyword, old, now);
  if (old === undefined) return narrowed(place, kind, what);
  if (now === undefined) return widened(place, kind, what);
  const rises = Number(now) > Number(old);
  if (LOWER.includes(keyword)) return (rises ? narrowed : widened)(place, kind, what);
  if (UPPER.includes(keyword)) return (rises ? widened : narrowed)(place, kind, what);
  if (keyword === 'pattern' && includesPatterns(old, now)) return widened(place, kind, what);
  if (keyword === 'pattern' && includesPatterns(now, old)) return narrowed(place, kind, what);
  return breaking(place, kind, what, 'keep it, and add a field or an operation with the new rule');
}

/**
 * Compares two lists of patterns. Returns true if each pattern in `patterns` is in `all`, or is the end of a
 * pattern in `all`. If so, a text that matches `all` also matches `patterns`.
 */
function includesPatterns(all: unknown, patterns: unknown): boolean {
  return [patterns].flat().every((end) => [all].flat().some((each) => end === each || isEndOf(end, each)));
}

/** Whether `pattern` ends with `end`. If so, every text that matches `pattern` also matches `end`. */
function isEndOf(end: unknown, pattern: unknown): boolean {
  const [outer, inner] = [String(end), String(pattern)];
  return inner.endsWith(outer) && /^\w/.test(outer) && SIMPLE_START.test(inner.slice(0, -outer.length));
}

function enumOf({ enum: values }: Fields): readonly unknown[] | undefined {
  return Array.isArray(values) ? list(values) : undefined;
}

function format(values: readonly unknown[] = []): string {
  return values.map((value) => JSON.stringify(value)).join(', ');
}
