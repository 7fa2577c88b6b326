import { type Change, type Place, allows, breaks, within } from './change.ts';
import { compareValues, narrowed, widened } from './compare-values.ts';
import { type Document, type Fields, fields, strings } from './document.ts';
import { pairUp, typeOf, variantsOf } from './variants.ts';

/** The two documents that schemas refer into. */
export interface Documents {
  readonly before: Document;
  readonly after: Document;
  /** The pairs of schemas that led here, because a schema may contain itself. */
  readonly trail?: readonly string[];
}

/** Tells how two schemas differ, for the one who sends or reads what they describe. */
export function compareSchemas(
  documents: Documents,
  before: unknown,
  after: unknown,
  place: Place,
): Change[] {
  const pair = JSON.stringify([before, after]);
  const { trail = [] } = documents;
  if (trail.includes(pair)) return [];
  const inside = { ...documents, trail: [...trail, pair] };
  const { pairs, removed, added } = pairUp(
    variantsOf(documents.before, before),
    variantsOf(documents.after, after),
  );
  return [
    ...pairs.flatMap(([old, now]) => compareVariants(inside, old, now, place)),
    ...compareTypes(removed, added, place),
  ];
}

function compareTypes(removed: readonly Fields[], added: readonly Fields[], place: Place): Change[] {
  if (removed.length === 1 && added.length === 1) return [retyped(removed, added, place)];
  return [
    ...removed.map((old) => narrowed(place, `${typeOf(old)} removed`, `can no longer be ${typeOf(old)}`)),
    ...added.map((now) => widened(place, `${typeOf(now)} added`, `can be ${typeOf(now)} now`)),
  ];
}

function retyped([old = {}]: readonly Fields[], [now = {}]: readonly Fields[], place: Place): Change {
  const from = typeOf(old);
  const to = typeOf(now);
  const what = `is ${to} instead of ${from}`;
  const kind = `type ${from} → ${to}`;
  if (from === 'anything' || (from === 'number' && to === 'integer')) return narrowed(place, kind, what);
  if (to === 'anything' || (from === 'integer' && to === 'number')) return widened(place, kind, what);
  return breaks(place, kind, what, 'leave it, and add a field of the new type beside it');
}

function compareVariants(documents: Documents, before: Fields, after: Fields, place: Place): Change[] {
  if (before === after) return [];
  return [
    ...compareValues(before, after, place),
    ...(before.items === undefined || after.items === undefined
      ? []
      : compareSchemas(documents, before.items, after.items, within(place, 'items'))),
    ...compareProperties(documents, before, after, place),
    ...compareRest(before, after, place),
  ];
}

function compareProperties(documents: Documents, before: Fields, after: Fields, place: Place): Change[] {
  const old = fields(before.properties);
  const now = fields(after.properties);
  const needed = (schema: Fields, name: string) => strings(schema.required).includes(name);
  return [...new Set([...Object.keys(old), ...Object.keys(now)])].flatMap((name) => {
    const inner = within(place, name);
    if (!(name in now)) return [removedField(inner)];
    if (!(name in old)) return [addedField(inner, needed(after, name))];
    return [
      ...compareNeed(inner, needed(before, name), needed(after, name)),
      ...compareSchemas(documents, old[name], now[name], inner),
    ];
  });
}

function removedField(place: Place): Change {
  return place.direction === 'request'
    ? breaks(place, 'removed', 'is no longer taken', 'go on taking it, and do nothing with it')
    : breaks(place, 'removed', 'is no longer answered', 'go on answering it until nobody reads it');
}

function addedField(place: Place, isRequired: boolean): Change {
  if (place.direction === 'request' && isRequired)
    return breaks(place, 'added', 'is new and must be sent', 'let it be left out, with a default');
  return allows(place, 'added', 'is new');
}

function compareNeed(place: Place, was: boolean, is: boolean): Change[] {
  if (was === is) return [];
  if (is) {
    if (place.direction === 'response') return [allows(place, 'required', 'is always answered now')];
    return [breaks(place, 'required', 'must be sent now', 'let it be left out, with a default')];
  }
  if (place.direction === 'request') return [allows(place, 'optional', 'can be left out now')];
  return [breaks(place, 'optional', 'can be missing now', 'go on answering it always')];
}

function compareRest(before: Fields, after: Fields, place: Place): Change[] {
  const wasClosed = before.additionalProperties === false;
  const isClosed = after.additionalProperties === false;
  if (wasClosed === isClosed) return [];
  if (isClosed) return [narrowed(place, 'closed', 'takes no other fields any more')];
  // Readers drop the fields that they do not know (ADR 7), so an answer may have more.
  return [allows(place, 'open', 'can have other fields now')];
}
