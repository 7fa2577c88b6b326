import { type Change, type Place, breaking, compatible, fieldOf, narrowed, widened } from './change.ts';
import { compareAnnotations, compareValues } from './compare-values.ts';
import { type Documents, type Fields, fields, isSameThroughout, list, strings } from './document.ts';
import { expand } from './expand.ts';
import { type Containment, type Contains, pairUp } from './pair-variants.ts';
import { removal } from './sunset.ts';
import { type Variant, describeTags, nameOf, variantsOf } from './variants.ts';

/** In a change, this name means every property that the schema doesn't define. */
const ANY_NAME = '*';
const ANY_KEY = { type: 'string' };
const REMOVED_FIELD = {
  request: { what: 'is no longer accepted', remedy: 'keep accepting it, and ignore it' },
  response: { what: 'is no longer sent', remedy: 'keep sending it until no client reads it' },
};

export function compareSchemas(
  documents: Documents,
  before: unknown,
  after: unknown,
  place: Place,
): Change[] {
  if (isSameThroughout(documents, before, after)) return [];
  const inside = enter(documents, before, after, place);
  if (!inside) return [];
  const { pairs, removed, added } = pairUp(
    inside,
    variantsOf(documents.before, before),
    variantsOf(documents.after, after),
    containmentIn(inside, place),
  );
  return [
    ...compareAnnotations(documents, expand(documents.before, before), expand(documents.after, after), place),
    ...pairs.flatMap(([old, now], index) =>
      compareVariants(inside, old, now, placeOfVariant(place, old, index, pairs)),
    ),
    ...compareTypes(removed, added, place),
  ];
}

/**
 * Adds this comparison to the comparisons in progress. Returns undefined if the same comparison is already in
 * progress, because the schema is recursive.
 */
function enter(documents: Documents, before: unknown, after: unknown, { direction }: Place) {
  const { trail = [] } = documents;
  const schemas = JSON.stringify([direction, before ?? null, after ?? null]);
  const isKnown = trail.some(
    (step) => step.before === documents.before && step.after === documents.after && step.schemas === schemas,
  );
  const step = { before: documents.before, after: documents.after, schemas };
  return isKnown ? undefined : { ...documents, trail: [...trail, step] };
}

/**
 * An outer variant contains an inner variant if the outer variant accepts every request that the inner
 * variant accepts.
 */
function containmentIn(path: Documents, place: Place): Containment {
  const { before, after } = path;
  const within = (inner: Documents['before'], outer: Documents['before']): Contains => {
    const documents: Documents = { ...path, before: inner, after: outer };
    return (one, other) =>
      compareVariants(documents, one, other, { ...place, direction: 'request' }).every(
        // An object accepts any value in a field that its schema doesn't define, so an added field is a
        // restriction.
        ({ breaking: isBreaking, id }) => !isBreaking && !id.endsWith(': added'),
      );
  };
  return {
    before: within(before, before),
    after: within(after, after),
    oldInNew: within(before, after),
    newInOld: within(after, before),
  };
}

function placeOfVariant(
  place: Place,
  { type, tags }: Variant,
  index: number,
  pairs: readonly (readonly [Variant, Variant])[],
): Place {
  if (pairs.filter(([old]) => old.type === type).length < 2) return place;
  const name = `[${describeTags(tags) || `${type} ${index + 1}`}]`;
  const named = { ...place, id: `${place.id}${name}` };
  return place.field
    ? { ...named, field: `${place.field}${name}` }
    : { ...named, part: `${place.part} ${name}` };
}

function compareTypes(removed: readonly Variant[], added: readonly Variant[], place: Place): Change[] {
  if (removed.length > 0 && added.length > 0) {
    if (isAnything(removed) || isAnything(added)) return [retyped(removed, added, place)];
    if (removed.length + added.length === 2) return [retyped(removed, added, place)];
  }
  return [
    ...removed.map((old) => narrowed(place, `${nameOf(old)} removed`, `can no longer be ${nameOf(old)}`)),
    ...added.map((now) => widened(place, `${nameOf(now)} added`, `can now be ${nameOf(now)}`)),
  ];
}

function retyped(removed: readonly Variant[], added: readonly Variant[], place: Place): Change {
  const from = removed.map(nameOf).join(' or ');
  const to = added.map(nameOf).join(' or ');
  const what = `has the type ${to} instead of ${from}`;
  const kind = `type ${from} → ${to}`;
  if (isAnything(removed)) return narrowed(place, kind, what);
  if (isAnything(added)) return widened(place, kind, what);
  return breaking(place, kind, what, 'keep it, and add a field of the new type');
}

function isAnything(variants: readonly Variant[]): boolean {
  return variants.some(({ type }) => type === 'anything');
}

function compareVariants(documents: Documents, before: Variant, after: Variant, place: Place): Change[] {
  const [old, now] = [before.schema, after.schema];
  return [
    ...compareNumbers(before.type, after.type, place),
    ...compareAnnotations(documents, old, now, place),
    ...compareValues(documents, before, after, place),
    ...compareItems(documents, old, now, place),
    ...compareProperties(documents, old, now, place),
    ...compareAdditionalProperties(documents, old, now, place),
    ...comparePropertyNames(documents, old, now, place),
  ];
}

/** If the types in a pair differ, the types are `integer` and `number`. */
function compareNumbers(from: string, to: string, place: Place): Change[] {
  if (from === to) return [];
  const change = to === 'integer' ? narrowed : widened;
  return [change(place, `type ${from} → ${to}`, `has the type ${to} instead of ${from}`)];
}

function compareItems(documents: Documents, before: Fields, after: Fields, place: Place): Change[] {
  const areMissing = [before, after].every((schema) => !('items' in schema) && !('prefixItems' in schema));
  if (areMissing) return [];
  const [old, now] = [list(before.prefixItems), list(after.prefixItems)];
  const positions = [...(old.length > now.length ? old : now).keys()];
  return [
    ...positions.flatMap((position) =>
      compareSchemas(
        documents,
        old[position] ?? before.items,
        now[position] ?? after.items,
        fieldOf(place, String(position)),
      ),
    ),
    ...compareSchemas(documents, before.items, after.items, fieldOf(place, 'items')),
  ];
}

function compareProperties(documents: Documents, before: Fields, after: Fields, place: Place): Change[] {
  const names = new Set([before, after].flatMap(namesIn));
  return [...names].flatMap((name) => {
    const inner = fieldOf(place, name);
    const isNeeded = isRequired(after, name);
    if (!definesField(after, name))
      return [removedField(documents, expand(documents.before, propertyOf(before, name)), inner)];
    if (!definesField(before, name)) return [addedField(inner, isNeeded)];
    return [
      ...compareRequired(inner, isRequired(before, name), isNeeded),
      ...compareSchemas(documents, propertyOf(before, name), propertyOf(after, name), inner),
    ];
  });
}

/** Returns all property names in a schema, including required properties that `properties` does not contain. */
function namesIn(schema: Fields): string[] {
  return [...Object.keys(fields(schema.properties)), ...strings(schema.required)];
}

function definesField(schema: Fields, name: string): boolean {
  return namesIn(schema).includes(name) || Object.keys(fields(schema.additionalProperties)).length > 0;
}

function isRequired(schema: Fields, name: string): boolean {
  return strings(schema.required).includes(name);
}

function propertyOf(schema: Fields, name: string): unknown {
  const properties = fields(schema.properties);
  return name in properties ? properties[name] : schema.additionalProperties;
}

function removedField(documents: Documents, before: Fields, place: Place): Change {
  const { direction } = place;
  return removal(documents, before, place, REMOVED_FIELD[direction]);
}

function addedField(place: Place, isRequired: boolean): Change {
  if (place.direction === 'request' && isRequired)
    return breaking(place, 'added', 'was added and is required', 'make it optional, with a default');
  return compatible(place, 'added', 'was added');
}

export function compareRequired(place: Place, was: boolean, is: boolean): Change[] {
  if (was === is) return [];
  if (is) {
    if (place.direction === 'response') return [compatible(place, 'required', 'is now always sent')];
    return [breaking(place, 'required', 'is now required', 'make it optional, with a default')];
  }
  if (place.direction === 'request') return [compatible(place, 'optional', 'is now optional')];
  return [breaking(place, 'optional', 'can now be missing', 'keep sending it always')];
}

function compareAdditionalProperties(
  documents: Documents,
  before: Fields,
  after: Fields,
  place: Place,
): Change[] {
  const { additionalProperties: old = true } = before;
  const { additionalProperties: now = true } = after;
  const inner = fieldOf(place, ANY_NAME);
  if (old !== false && now !== false) return compareSchemas(documents, old, now, inner);
  if (old === now) return [];
  // Readers ignore unknown fields (ADR 7), so a response may gain fields.
  if (old === false) return [compatible(place, 'open', 'can now have other fields')];
  const isMap = old !== true && place.direction === 'response';
  return isMap
    ? [removedField(documents, {}, inner)]
    : [narrowed(place, 'closed', 'no longer accepts other fields')];
}

function comparePropertyNames(documents: Documents, before: Fields, after: Fields, place: Place): Change[] {
  if (!('propertyNames' in before) && !('propertyNames' in after)) return [];
  const { propertyNames: old = ANY_KEY } = before;
  const { propertyNames: now = ANY_KEY } = after;
  return compareSchemas(documents, old, now, fieldOf(place, 'key'));
}
