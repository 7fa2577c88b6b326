import { type Change, type Place, breaking, compatible } from './change.ts';
import { compareContents } from './compare-contents.ts';
import { compareRequired, compareSchemas } from './compare-schemas.ts';
import { compareTexts } from './compare-texts.ts';
import { type Documents, type Fields, isSame } from './document.ts';
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
    if (now) return movedFrom(before, after, now) ? [] : [addedInput(place, now.required === true)];
    const target = old && movedFrom(after, before, old);
    if (target) return [moved(place, String(target.in))];
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
    ...compareSerialization(before, after, place),
    ...('content' in before && 'content' in after
      ? compareContents(documents, before, after, place)
      : compareSchemas(documents, before.schema, after.schema, place)),
  ];
}

/** A new required parameter is breaking. */
export function addedInput(place: Place, isRequired: boolean): Change {
  if (!isRequired) return compatible(place, 'added', 'was added');
  return breaking(place, 'added', 'was added and is required', 'make it optional, with a default');
}

function movedFrom(
  side: DocumentedOperation,
  other: DocumentedOperation,
  { name }: Fields,
): Fields | undefined {
  return [...side.parameters].find(([key, found]) => found.name === name && !other.parameters.has(key))?.[1];
}

function moved(place: Place, target: string): Change {
  const remedy = 'keep accepting it in the old place too';
  return breaking(place, `moved to ${target}`, `moved to the ${target}`, remedy);
}

/** OpenAPI defines these defaults. */
function compareSerialization(before: Fields, after: Fields, place: Place): Change[] {
  const [old, now] = [serialization(before), serialization(after)];
  return Object.keys(old)
    .filter((keyword) => !isSame(old[keyword], now[keyword]))
    .map((keyword) => {
      const value = JSON.stringify(now[keyword]);
      const what = `is serialized with ${keyword} ${value} instead of ${JSON.stringify(old[keyword])}`;
      return breaking(place, `${keyword} ${value}`, what, 'keep it, and add another parameter');
    });
}

function serialization(parameter: Fields): Fields {
  const isForm = parameter.in === 'query' || parameter.in === 'cookie';
  const { style = isForm ? 'form' : 'simple', allowReserved = false } = parameter;
  const { explode = style === 'form' } = parameter;
  return { style, explode, allowReserved, isContent: 'content' in parameter };
}
