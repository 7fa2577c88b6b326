import { type Change, type Place, allows, breaks, narrowed, widened } from './change.ts';
import { BOUNDS, compareBounds } from './compare-bounds.ts';
import { type Documents, type Fields, fields, isSame, list } from './document.ts';
import { dereference } from './expand.ts';
import { describe, kindOf } from './say-change.ts';
import { LOWER, UPPER, isDeclaration } from './keywords.ts';
import type { Variant } from './variants.ts';

/** The value that marks an enum as open (ADR 7). */
const OPEN = 'unknown';
/** Keywords that other code compares: enums below, nested schemas in compareSchemas. */
const STRUCTURE = ['type', 'enum', 'properties', 'required', 'items', 'prefixItems', 'additionalProperties'];
/** Formats that admit every value of another format. */
const WIDER_FORMATS = ['int32 → int64', 'float → double'];

/** Compares the values of two schemas of one type, without nested schemas. */
export function compareValues(documents: Documents, before: Variant, after: Variant, place: Place): Change[] {
  const old = fields(dereference(documents.before, rulesOf(before.schema)));
  const now = fields(dereference(documents.after, rulesOf(after.schema)));
  return [
    ...compareEnums(before.schema, after.schema, place),
    ...compareBounds(before, after, place),
    ...differing(old, now).map((keyword) => compareRule(keyword, old[keyword], now[keyword], place)),
  ];
}

/** Compares descriptive keywords, which don't affect validation. */
export function compareDeclarations(before: Fields, after: Fields, place: Place): Change[] {
  return differing(before, after)
    .filter(isDeclaration)
    .map((keyword) => compareDeclaration(keyword, before[keyword], after[keyword], place));
}

function rulesOf(schema: Fields): Fields {
  const elsewhere = [...STRUCTURE, ...BOUNDS];
  const rules = Object.entries(schema).filter(
    ([keyword]) => !elsewhere.includes(keyword) && !isDeclaration(keyword),
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
  if (!old) return [narrowed(place, 'enum', `takes only ${say(now)} now`)];
  if (!now) return [widened(place, 'enum', `is no longer one of ${say(old)}`)];
  const gone = old.filter((value) => !now.includes(value));
  const more = now.filter((value) => !old.includes(value));
  return [
    ...gone.map((value) =>
      narrowed(place, `${String(value)} removed`, `no longer has the value ${say([value])}`),
    ),
    ...more.map((value) => grown(old, value, place)),
  ];
}

function grown(old: readonly unknown[], value: unknown, place: Place): Change {
  const what = `has the new value ${say([value])}`;
  const kind = `${String(value)} added`;
  if (place.direction === 'response' && old.includes(OPEN)) return allows(place, kind, what);
  return widened(
    place,
    kind,
    what,
    'make it an openEnum first, in a release of its own, so that readers know that it can grow',
  );
}

function compareDeclaration(keyword: string, old: unknown, now: unknown, place: Place): Change {
  const what = describe(keyword, old, now);
  const kind = kindOf(keyword, old, now);
  const isSent = place.direction === 'request';
  if (keyword === 'default' && isSent && old !== undefined)
    return breaks(place, kind, what, 'leave the default; whoever wants another value can send it');
  if (keyword === 'readOnly' && isSent && now === true)
    return breaks(place, kind, what, 'go on taking it, and do nothing with it');
  if (keyword === 'writeOnly' && !isSent && now === true)
    return breaks(place, kind, what, 'go on answering it until nobody reads it');
  return allows(place, kind, what);
}

function compareRule(keyword: string, old: unknown, now: unknown, place: Place): Change {
  const what = describe(keyword, old, now);
  const kind = kindOf(keyword, old, now);
  if (old === undefined) return narrowed(place, kind, what);
  if (now === undefined) return widened(place, kind, what);
  const rises = Number(now) > Number(old);
  if (LOWER.includes(keyword)) return (rises ? narrowed : widened)(place, kind, what);
  if (UPPER.includes(keyword)) return (rises ? widened : narrowed)(place, kind, what);
  if (keyword === 'multipleOf' && Number(old) % Number(now) === 0) return widened(place, kind, what);
  if (keyword === 'multipleOf' && Number(now) % Number(old) === 0) return narrowed(place, kind, what);
  if (keyword === 'format' && isWiderFormat(old, now)) return widened(place, kind, what);
  if (keyword === 'format' && isWiderFormat(now, old)) return narrowed(place, kind, what);
  return breaks(place, kind, what, 'leave it, and add a field or an operation with the new rule beside it');
}

function isWiderFormat(old: unknown, now: unknown): boolean {
  return WIDER_FORMATS.includes([old, now].join(' → '));
}

function enumOf({ enum: values }: Fields): readonly unknown[] | undefined {
  return Array.isArray(values) ? list(values) : undefined;
}

function say(values: readonly unknown[] = []): string {
  return values.map((value) => JSON.stringify(value)).join(', ');
}
