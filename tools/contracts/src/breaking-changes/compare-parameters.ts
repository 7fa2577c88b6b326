import { type Change, type Place, breaking, compatible } from './change.ts';
import { compareRequired, compareSchemas } from './compare-schemas.ts';
import { compareTexts } from './compare-texts.ts';
import type { Documents, Fields } from './document.ts';
import type { DocumentedOperation } from './operations-of.ts';
import { compareSunset, removal } from './sunset.ts';

const NO_LONGER_ACCEPTED = { what: 'is no longer accepted', remedy: 'keep accepting it, and ignore it' };

type PlaceOf = (id: string, part: string) => Place;

export function compareParameters(
  documents: Documents,
  before: DocumentedOperation,
  after: DocumentedOperation,
  placeOf: PlaceOf,
): Change[] {
  const keys = new Set([...before.parameters.keys(), ...after.parameters.keys()]);
  return [...keys].flatMap((key) => {
    const place = placeOf(key, key.replace(' ', ' parameter '));
    const old = before.parameters.get(key);
    const now = after.parameters.get(key);
    if (old && now) return compareParameter(documents, old, now, place);
    if (now) return [addedInput(place, now.required === true)];
    return old ? [removal(documents, old, place, NO_LONGER_ACCEPTED)] : [];
  });
}

export function compareParameter(
  documents: Documents,
  before: Fields,
  after: Fields,
  place: Place,
): Change[] {
  return [
    ...compareRequired(place, before.required === true, after.required === true),
    ...compareTexts(before, after, place),
    ...compareSunset(documents, before, after, place),
    ...compareSchemas(documents, before.schema, after.schema, place),
  ];
}

/** A new required parameter is breaking. */
export function addedInput(place: Place, isRequired: boolean): Change {
  if (!isRequired) return compatible(place, 'added', 'was added');
  return breaking(place, 'added', 'was added and is required', 'make it optional, with a default');
}
