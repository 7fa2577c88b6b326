import { type Change, type Direction, type Place, breaks } from './change.ts';
import { compareAccess } from './compare-access.ts';
import { compareContents } from './compare-contents.ts';
import { addedInput, compareParameters } from './compare-parameters.ts';
import { compareResponses } from './compare-responses.ts';
import { compareNeed } from './compare-schemas.ts';
import { compareTexts } from './compare-texts.ts';
import { type Documents, resolve } from './document.ts';
import type { DocumentedOperation } from './operations-of.ts';

/** Compares two versions of an operation. */
export function compareOperations(
  documents: Documents,
  before: DocumentedOperation,
  after: DocumentedOperation,
): Change[] {
  const placeIn = (direction: Direction, id: string, words: string): Place => ({
    id: `${before.key} ${id}`,
    words: `${before.key}: ${words}`,
    direction,
  });
  const itself = { id: before.key, words: before.key, direction: 'request' } as const;
  return [
    ...compareAccess(documents, before, after, placeIn('request', 'access', 'access')),
    ...compareTexts(before.definition, after.definition, itself, 'operationId'),
    ...compareParameters(documents, before, after, (id, words) => placeIn('request', id, words)),
    ...compareBodies(documents, before, after, placeIn('request', 'body', 'the body')),
    ...compareResponses(documents, before, after, (status) =>
      placeIn('response', status, `the answer ${status}`),
    ),
  ];
}

function compareBodies(
  documents: Documents,
  before: DocumentedOperation,
  after: DocumentedOperation,
  place: Place,
): Change[] {
  const old = resolve(documents.before, before.definition.requestBody);
  const now = resolve(documents.after, after.definition.requestBody);
  const had = 'content' in old;
  const has = 'content' in now;
  if (!had && !has) return [];
  if (!had) return [addedInput(place, now.required === true)];
  if (!has)
    return [breaks(place, 'removed', 'is no longer taken', 'go on taking it, and do nothing with it')];
  return [
    ...compareNeed(place, old.required === true, now.required === true),
    ...compareTexts(old, now, place),
    ...compareContents(documents, old, now, place),
  ];
}
