import { type Change, type Place, breaking, compatible, fieldOf } from './change.ts';
import { compareContents } from './compare-contents.ts';
import { compareParameter } from './compare-parameters.ts';
import { type ProblemCodes, codesIn, compareProblemCodes } from './compare-problem-codes.ts';
import { compareTexts } from './compare-texts.ts';
import { type Document, type Documents, type Fields, fields, resolve } from './document.ts';
import type { DocumentedOperation } from './operations-of.ts';

export function compareResponses(
  documents: Documents,
  before: DocumentedOperation,
  after: DocumentedOperation,
  placeOf: (status: string) => Place,
): Change[] {
  const old = fields(before.definition.responses);
  const now = fields(after.definition.responses);
  const codes = codesOf(documents, old, now);
  return [...new Set([...Object.keys(old), ...Object.keys(now)])].flatMap((status) => {
    const place = placeOf(status);
    if (!(status in now)) {
      const gone = codesIn(documents.before, { [status]: old[status] });
      return [removedStatus(old, now, status, gone, codes, place)];
    }
    if (!(status in old)) return [addedStatus(place, status)];
    const was = resolve(documents.before, old[status]);
    const is = resolve(documents.after, now[status]);
    return [
      ...compareTexts(was, is, place),
      ...compareContents(documents, was, is, place),
      ...compareHeaders(documents, was, is, place),
      ...compareProblemCodes(was, is, codes, place),
    ];
  });
}

function codesOf(documents: Documents, before: Fields, after: Fields): ProblemCodes {
  const old = codesIn(documents.before, before);
  const now = codesIn(documents.after, after);
  return { now, added: now.filter((code) => !old.includes(code)) };
}

/**
 * A removed error status is compatible, unless its problems may now have a different code. `codes` lists the
 * problem codes of the removed status.
 */
function removedStatus(
  before: Fields,
  after: Fields,
  status: string,
  codes: readonly string[],
  { now, added }: ProblemCodes,
  place: Place,
): Change {
  if (!isError(status) && !Object.keys(after).some((other) => other in before && !isError(other)))
    return breaking(place, 'removed', 'was removed', 'keep responding with it');
  const gone = codes.filter((code) => !now.includes(code));
  if (gone.length === 0 || added.length === 0) return compatible(place, 'removed', 'was removed');
  const what = `was removed with ${gone.join(', ')}, while the operation got ${added.join(', ')}`;
  return breaking(
    place,
    `removed for ${added.join(', ')}`,
    what,
    'keep the codes of problems that still occur',
  );
}

function isError(status: string): boolean {
  return /^[45]/.test(status);
}

/** Clients must handle any error status. They know only the declared success statuses. */
function addedStatus(place: Place, status: string): Change {
  if (isError(status)) return compatible(place, 'added', 'was added');
  return breaking(place, 'added', 'is a new success status', 'keep responding with the old status');
}

function compareHeaders(documents: Documents, before: Fields, after: Fields, place: Place): Change[] {
  const old = headersOf(documents.before, before);
  const now = headersOf(documents.after, after);
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((name) => {
    const inner = { ...fieldOf(place, name), part: `header ${name} of ${place.part}`, field: '' };
    const [was, is] = [old.get(name), now.get(name)];
    if (was && is) return compareParameter(documents, was, is, inner);
    if (is) return [compatible(inner, 'added', 'was added')];
    return [breaking(inner, 'removed', 'was removed', 'keep sending the header')];
  });
}

/** The document marks the operation as deprecated, so these headers need no comparison. */
const ANNOUNCED = new Set(['Deprecation', 'Sunset']);

/** Header names are case-insensitive. */
function headersOf(document: Document, response: Fields): Map<string, Fields> {
  const headers = Object.entries(fields(response.headers)).filter(([name]) => !ANNOUNCED.has(name));
  return new Map(headers.map(([name, header]) => [name.toLowerCase(), resolve(document, header)]));
}
