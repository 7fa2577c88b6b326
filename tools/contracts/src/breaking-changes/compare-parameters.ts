import { type Change, type Place, allows, breaks } from './change.ts';
import { compareContents } from './compare-contents.ts';
import { compareNeed, compareSchemas } from './compare-schemas.ts';
import { compareTexts } from './compare-texts.ts';
import { type Documents, type Fields, isSame } from './document.ts';
import type { DocumentedOperation } from './operations-of.ts';

/** Creates a place for a named part of an operation. */
type PlaceOf = (id: string, words: string) => Place;

/** Compares the parameters of a request. */
export function compareParameters(
  documents: Documents,
  before: DocumentedOperation,
  after: DocumentedOperation,
  placeOf: PlaceOf,
): Change[] {
  const keys = new Set([...before.parameters.keys(), ...after.parameters.keys()]);
  return [...keys].flatMap((key) => {
    const place = placeOf(key, `the ${key.replace(' ', ' parameter ')}`);
    const old = before.parameters.get(key);
    const now = after.parameters.get(key);
    if (old && now) return compareParameter(documents, old, now, place);
    if (now) return movedFrom(before, after, now) ? [] : [addedInput(place, now.required === true)];
    const target = old && movedFrom(after, before, old);
    if (target) return [moved(place, String(target.in))];
    return [breaks(place, 'removed', 'is no longer taken', 'go on taking it, and do nothing with it')];
  });
}

/** Compares a parameter or a response header. */
export function compareParameter(
  documents: Documents,
  before: Fields,
  after: Fields,
  place: Place,
): Change[] {
  return [
    ...compareNeed(place, before.required === true, after.required === true),
    ...compareTexts(before, after, place),
    ...compareSerialization(before, after, place),
    ...('content' in before && 'content' in after
      ? compareContents(documents, before, after, place)
      : compareSchemas(documents, before.schema, after.schema, place)),
  ];
}

/** Reports a new parameter. It is breaking if it is required. */
export function addedInput(place: Place, isRequired: boolean): Change {
  if (!isRequired) return allows(place, 'added', 'is new');
  return breaks(place, 'added', 'is new and must be sent', 'let it be left out, with a default');
}

/** Finds a parameter with the same name that moved to another location. */
function movedFrom(
  side: DocumentedOperation,
  other: DocumentedOperation,
  { name }: Fields,
): Fields | undefined {
  return [...side.parameters].find(([key, found]) => found.name === name && !other.parameters.has(key))?.[1];
}

function moved(place: Place, target: string): Change {
  const instead = 'go on taking it where it was, too';
  return breaks(place, `moved to ${target}`, `is taken in the ${target} now`, instead);
}

/** Serialization styles. The defaults are OpenAPI's. */
function compareSerialization(before: Fields, after: Fields, place: Place): Change[] {
  const [old, now] = [serialization(before), serialization(after)];
  return Object.keys(old)
    .filter((keyword) => !isSame(old[keyword], now[keyword]))
    .map((keyword) => {
      const value = JSON.stringify(now[keyword]);
      const what = `is written with ${keyword} ${value} instead of ${JSON.stringify(old[keyword])}`;
      return breaks(place, `${keyword} ${value}`, what, 'leave it, and add another parameter beside it');
    });
}

function serialization(parameter: Fields): Fields {
  const isForm = parameter.in === 'query' || parameter.in === 'cookie';
  const { style = isForm ? 'form' : 'simple', allowReserved = false } = parameter;
  const { explode = style === 'form' } = parameter;
  return { style, explode, allowReserved, isContent: 'content' in parameter };
}
