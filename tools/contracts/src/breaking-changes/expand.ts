import { type Document, type Fields, fields, isSame, list, lookUp, strings } from './document.ts';
import { LOWER, UPPER, isAnnotation } from './keywords.ts';

/** No value satisfies this schema. `false` is its short form. */
const NOTHING: Fields = { not: {} };

/** Steps have at most six decimals. */
const DECIMALS = 1_000_000;

export function acceptsNothing(schema: Fields): boolean {
  return isSame(schema.not, NOTHING.not);
}

/** Merges a schema with its reference, with the keywords beside the reference, and with the schemas in its `allOf`. */
export function expand(document: Document, schema: unknown, trail: readonly string[] = []): Fields {
  if (schema === false) return NOTHING;
  const { $ref: reference, allOf, ...own } = fields(schema);
  const isNew = typeof reference === 'string' && !trail.includes(reference);
  return [
    ...(isNew ? [expand(document, lookUp(document, reference), [...trail, reference])] : []),
    ...list(allOf).map((part) => expand(document, part, trail)),
    own,
  ].reduce(intersect);
}

/** Replaces all references in a value with their targets, except recursive references. */
export function dereference(document: Document, value: unknown, trail: readonly string[] = []): unknown {
  if (Array.isArray(value)) return list(value).map((item) => dereference(document, item, trail));
  if (typeof value !== 'object' || value === null) return value;
  const { $ref: reference, ...own } = fields(value);
  const inside = Object.fromEntries(
    Object.entries(own).map(([key, inner]) => [key, dereference(document, inner, trail)]),
  );
  if (typeof reference !== 'string') return inside;
  if (trail.includes(reference)) return { ...inside, $ref: reference };
  const target = dereference(document, lookUp(document, reference), [...trail, reference]);
  return { ...fields(target), ...inside };
}

/** The schema that accepts only what both schemas accept. The descriptions come from the second schema. */
function intersect(one: Fields, other: Fields): Fields {
  const shared = Object.keys(one).filter((keyword) => keyword in other);
  const met = shared.map(
    (keyword) => [keyword, intersectKeyword(keyword, one[keyword], other[keyword])] as const,
  );
  return { ...one, ...other, ...Object.fromEntries(met) };
}

function intersectKeyword(keyword: string, one: unknown, other: unknown): unknown {
  if (isAnnotation(keyword) || isSame(one, other)) return other;
  if (keyword === 'properties') return intersectProperties(fields(one), fields(other));
  if (keyword === 'required') return [...new Set([...strings(one), ...strings(other)])];
  if (keyword === 'enum')
    return list(one).filter((value) => list(other).some((counterpart) => isSame(value, counterpart)));
  if (keyword === 'type') return intersectTypes([one].flat(), [other].flat());
  if (keyword === 'additionalProperties' && (one === false || other === false)) return false;
  if (keyword === 'anyOf' || keyword === 'oneOf')
    return list(one).flatMap((each) => list(other).map((counterpart) => ({ allOf: [each, counterpart] })));
  if (keyword === 'items' || keyword === 'additionalProperties') return { allOf: [one, other] };
  if (LOWER.includes(keyword)) return Math.max(Number(one), Number(other));
  if (UPPER.includes(keyword)) return Math.min(Number(one), Number(other));
  if (keyword === 'multipleOf') return commonMultiple(Number(one), Number(other));
  // A text must match all patterns. Their order doesn't matter.
  if (keyword === 'pattern') return [...new Set([one, other].flat())].sort();
  // The values of other keywords can't be merged, so the result contains both values.
  return { both: [one, other] };
}

function commonMultiple(one: number, other: number): number {
  const [whole, counterpart] = [Math.round(one * DECIMALS), Math.round(other * DECIMALS)];
  return (whole * counterpart) / divisorOf(whole, counterpart) / DECIMALS;
}

function divisorOf(one: number, other: number): number {
  return other === 0 ? one : divisorOf(other, one % other);
}

function intersectProperties(one: Fields, other: Fields): Fields {
  const shared = Object.keys(one).filter((name) => name in other);
  const met = shared.map((name) => [name, { allOf: [one[name], other[name]] }] as const);
  return { ...one, ...other, ...Object.fromEntries(met) };
}

function intersectTypes(one: readonly unknown[], other: readonly unknown[]): readonly unknown[] {
  const admits = (types: readonly unknown[], type: unknown) =>
    types.includes(type) || (type === 'integer' && types.includes('number'));
  return [...new Set([...one, ...other])].filter((type) => admits(one, type) && admits(other, type));
}
