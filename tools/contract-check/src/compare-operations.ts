import { type Change, type Direction, type Place, allows, breaks } from './change.ts';
import { compareProblemCodes } from './compare-problem-codes.ts';
import { type Documents, compareSchemas } from './compare-schemas.ts';
import { type Fields, fields, isSame, resolve } from './document.ts';
import type { DocumentedOperation } from './operations-of.ts';

/** Tells how two versions of one operation differ. */
export function compareOperations(
  documents: Documents,
  before: DocumentedOperation,
  after: DocumentedOperation,
): Change[] {
  return [
    ...compareAccess(before, after),
    ...compareText(before, after),
    ...compareParameters(documents, before, after),
    ...compareBodies(documents, before, after),
    ...compareResponses(documents, before, after),
  ];
}

function placeIn(key: string, direction: Direction, id: string, words = id): Place {
  return { id: `${key} ${id}`, words: `${key}: ${words}`, direction };
}

function compareAccess(before: DocumentedOperation, after: DocumentedOperation): Change[] {
  const place = placeIn(before.key, 'request', 'access');
  const instead = 'leave it, and add an operation for those who may do more';
  const isRefused = before.security.some((old) => !after.security.some((now) => isEnough(old, now)));
  const wasOpen = before.security.length === 0;
  if (after.security.length > 0 && (wasOpen || isRefused))
    return [breaks(place, 'security', 'wants credentials that it did not want', instead)];
  if (before.access === after.access)
    return isSame(before.security, after.security)
      ? []
      : [allows(place, 'security', 'can be had otherwise, too')];
  const what = `is for ${after.access || 'anybody'} instead of ${before.access || 'anybody'}`;
  const kind = `who ${before.access} → ${after.access}`;
  if (after.access === 'public') return [allows(place, kind, what)];
  return [breaks(place, kind, what, instead)];
}

/** Whether who sends what was wanted sends all that is wanted now. */
function isEnough(sent: Fields, wanted: Fields): boolean {
  return Object.keys(wanted).every((scheme) => scheme in sent);
}

function compareText(before: DocumentedOperation, after: DocumentedOperation): Change[] {
  return ['summary', 'description', 'operationId', 'deprecated']
    .filter((keyword) => !isSame(before.definition[keyword], after.definition[keyword]))
    .map((keyword) =>
      allows(
        placeIn(before.key, 'request', keyword),
        'changed',
        `is now ${JSON.stringify(after.definition[keyword] ?? null)}`,
      ),
    );
}

function compareParameters(
  documents: Documents,
  before: DocumentedOperation,
  after: DocumentedOperation,
): Change[] {
  const names = new Set([...before.parameters.keys(), ...after.parameters.keys()]);
  return [...names].flatMap((name) => {
    const old = before.parameters.get(name);
    const now = after.parameters.get(name);
    const place = placeIn(before.key, 'request', name, `the ${name.replace(' ', ' parameter ')}`);
    if (!now)
      return [breaks(place, 'removed', 'is no longer taken', 'go on taking it, and do nothing with it')];
    if (!old) return [addedInput(place, now.required === true)];
    return [
      ...compareNeed(place, old.required === true, now.required === true),
      ...compareSchemas(documents, old.schema, now.schema, place),
    ];
  });
}

function addedInput(place: Place, isRequired: boolean): Change {
  if (!isRequired) return allows(place, 'added', 'is new');
  return breaks(place, 'added', 'is new and must be sent', 'let it be left out, with a default');
}

function compareNeed(place: Place, was: boolean, is: boolean): Change[] {
  if (was === is) return [];
  if (!is) return [allows(place, 'optional', 'can be left out now')];
  return [breaks(place, 'required', 'must be sent now', 'let it be left out, with a default')];
}

function compareBodies(
  documents: Documents,
  before: DocumentedOperation,
  after: DocumentedOperation,
): Change[] {
  const old = resolve(documents.before, before.definition.requestBody);
  const now = resolve(documents.after, after.definition.requestBody);
  const place = placeIn(before.key, 'request', 'body', 'the body');
  const had = 'content' in old;
  const has = 'content' in now;
  if (!had && !has) return [];
  if (!had) return [addedInput(place, now.required === true)];
  if (!has)
    return [breaks(place, 'removed', 'is no longer taken', 'go on taking it, and do nothing with it')];
  return [
    ...compareNeed(place, old.required === true, now.required === true),
    ...compareContents(documents, old, now, place),
  ];
}

function compareResponses(
  documents: Documents,
  before: DocumentedOperation,
  after: DocumentedOperation,
): Change[] {
  const old = fields(before.definition.responses);
  const now = fields(after.definition.responses);
  return [...new Set([...Object.keys(old), ...Object.keys(now)])].flatMap((status) => {
    const place = placeIn(before.key, 'response', status, `the answer ${status}`);
    if (!(status in now)) return [breaks(place, 'removed', 'is gone', 'go on answering with it')];
    if (!(status in old)) return [addedStatus(place, status)];
    const was = resolve(documents.before, old[status]);
    const is = resolve(documents.after, now[status]);
    return [
      ...compareContents(documents, was, is, place),
      ...compareHeaders(was, is, place),
      ...compareProblemCodes(was, is, place),
    ];
  });
}

/** Clients must be ready for any error, which are all problems; of successes they know those that were declared. */
function addedStatus(place: Place, status: string): Change {
  if (/^[45]/.test(status)) return allows(place, 'added', 'is new');
  return breaks(place, 'added', 'is a new success', 'answer with the status as before');
}

function compareContents(documents: Documents, before: Fields, after: Fields, place: Place): Change[] {
  const old = fields(before.content);
  const now = fields(after.content);
  return [...new Set([...Object.keys(old), ...Object.keys(now)])].flatMap((media) => {
    if (!(media in now))
      return [breaks(place, `${media} removed`, `is no longer there as ${media}`, 'keep both formats')];
    if (!(media in old)) return [allows(place, `${media} added`, `can be ${media} now`)];
    return compareSchemas(documents, fields(old[media]).schema, fields(now[media]).schema, place);
  });
}

function compareHeaders(before: Fields, after: Fields, place: Place): Change[] {
  const now = fields(after.headers);
  return Object.keys(fields(before.headers))
    .filter((name) => !(name in now))
    .map((name) =>
      breaks(place, `${name} removed`, `no longer has the header ${name}`, 'go on sending the header'),
    );
}
