import { type Change, type Place, allows, breaks } from './change.ts';
import { type Fields, isSame, list } from './document.ts';

/** The value with which an answer says that it can grow (ADR 7). */
const OPEN = 'unknown';
const LOWER = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties'];
const UPPER = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties'];
const ANNOTATIONS = ['title', 'description', 'example', 'examples', 'deprecated', '$comment', 'readOnly'];
/** What is compared elsewhere: enums here, and what a schema has inside in compareSchemas. */
const STRUCTURE = ['type', 'enum', 'const', 'properties', 'required', 'items', 'additionalProperties'];

/** Compares which values a schema admits, apart from what is inside objects and lists. */
export function compareValues(before: Fields, after: Fields, place: Place): Change[] {
  return [...compareEnums(before, after, place), ...compareKeywords(before, after, place)];
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

function compareKeywords(before: Fields, after: Fields, place: Place): Change[] {
  const keywords = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keywords]
    .filter((keyword) => !STRUCTURE.includes(keyword) && !isSame(before[keyword], after[keyword]))
    .map((keyword) => compareKeyword(keyword, before[keyword], after[keyword], place));
}

function compareKeyword(keyword: string, old: unknown, now: unknown, place: Place): Change {
  const what = describe(keyword, old, now);
  const kind = `${keyword} ${told(old)} → ${told(now)}`;
  if (ANNOTATIONS.includes(keyword) || keyword.startsWith('x-')) return allows(place, kind, what);
  if (keyword === 'default') return compareDefault(old, kind, what, place);
  if (old === undefined) return narrowed(place, kind, what);
  if (now === undefined) return widened(place, kind, what);
  const rises = Number(now) > Number(old);
  if (LOWER.includes(keyword)) return (rises ? narrowed : widened)(place, kind, what);
  if (UPPER.includes(keyword)) return (rises ? widened : narrowed)(place, kind, what);
  if (keyword === 'uniqueItems') return (now === true ? narrowed : widened)(place, kind, what);
  if (keyword === 'multipleOf' && Number(old) % Number(now) === 0) return widened(place, kind, what);
  if (keyword === 'multipleOf' && Number(now) % Number(old) === 0) return narrowed(place, kind, what);
  return breaks(place, kind, what, 'leave it, and add a field or an operation with the new rule beside it');
}

function compareDefault(old: unknown, kind: string, what: string, place: Place): Change {
  if (old === undefined || place.direction === 'response') return allows(place, kind, what);
  return breaks(place, kind, what, 'leave the default; whoever wants another value can send it');
}

/** Fewer values than before: senders may send what is refused now. */
export function narrowed(place: Place, kind: string, what: string): Change {
  if (place.direction === 'response') return allows(place, kind, what);
  return breaks(place, kind, what, 'go on taking what was taken, and add something beside it');
}

/** More values than before: readers may get what they do not know. */
export function widened(
  place: Place,
  kind: string,
  what: string,
  instead = 'go on answering as before, and say what is new in a field beside it',
): Change {
  if (place.direction === 'request') return allows(place, kind, what);
  return breaks(place, kind, what, instead);
}

function enumOf({ enum: values, const: only }: Fields): readonly unknown[] | undefined {
  if (only !== undefined) return [only];
  return Array.isArray(values) ? list(values) : undefined;
}

function describe(keyword: string, old: unknown, now: unknown): string {
  if (old === undefined) return `has a ${keyword} now: ${JSON.stringify(now)}`;
  if (now === undefined) return `has no ${keyword} any more; it was ${JSON.stringify(old)}`;
  return `has another ${keyword}: ${JSON.stringify(now)} instead of ${JSON.stringify(old)}`;
}

/** A value as an id says it. */
function told(value: unknown): string {
  return value === undefined ? 'none' : JSON.stringify(value);
}

function say(values: readonly unknown[] = []): string {
  return values.map((value) => JSON.stringify(value)).join(', ');
}
