import { type Change, type Direction, type Place, breaking } from './change.ts';
import { compareAccess } from './compare-access.ts';
import { renamePathParameters } from './rename-path-parameters.ts';
import { compareContents } from './compare-contents.ts';
import { addedInput, compareParameters } from './compare-parameters.ts';
import { compareResponses } from './compare-responses.ts';
import { compareRequired } from './compare-schemas.ts';
import { compareTexts } from './compare-texts.ts';
import { type Documents, resolve } from './document.ts';
import type { DocumentedOperation } from './operations-of.ts';
import { compareSunset } from './sunset.ts';

export function compareOperations(
  documents: Documents,
  before: DocumentedOperation,
  current: DocumentedOperation,
): Change[] {
  const { after, renames } = renamePathParameters(before, current);
  const itself: Place = { id: before.key, operation: before.key, part: '', field: '', direction: 'request' };
  const placeIn = (direction: Direction, id: string, part: string): Place => ({
    ...itself,
    id: `${before.key} ${id}`,
    part,
    direction,
  });
  return [
    ...compareAccess(before, after, placeIn('request', 'access', 'access')),
    ...renames.map(({ old, now }) =>
      renamed(placeIn('request', `path ${old}`, `path parameter ${old}`), now),
    ),
    ...compareSunset(documents, before.definition, after.definition, itself),
    ...compareTexts(before.definition, after.definition, itself, 'operationId'),
    ...compareParameters(documents, before, after, (id, part) => placeIn('request', id, part)),
    ...compareBodies(documents, before, after, placeIn('request', 'body', 'the request body')),
    ...compareResponses(documents, before, after, (status) =>
      placeIn('response', status, `response ${status}`),
    ),
  ];
}

/** The URL stays the same. Only generated code contains the operation's name. */
function renamed(place: Place, name: string): Change {
  const what = `was renamed to ${name}. URLs stay the same`;
  const change = breaking(place, `renamed to ${name}`, what, 'keep the name');
  return { ...change, affects: ['code that calls the operation through the typed client'] };
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
  if (!has) return [breaking(place, 'removed', 'is no longer accepted', 'keep accepting it, and ignore it')];
  return [
    ...compareRequired(place, old.required === true, now.required === true),
    ...compareTexts(old, now, place),
    ...compareContents(documents, old, now, place),
  ];
}
