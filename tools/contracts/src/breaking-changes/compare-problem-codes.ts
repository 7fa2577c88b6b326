import { PROBLEM_CODES } from '#libs/openapi';
import { type Change, type Place, breaking, compatible } from './change.ts';
import { type Document, type Fields, resolve, strings } from './document.ts';

/** The problem codes of all responses of an operation. */
export interface ProblemCodes {
  readonly now: readonly string[];
  /** Codes that the old operation did not have. An added code may be the new name of a removed code. */
  readonly added: readonly string[];
}

export function codesIn(document: Document, responses: Fields): string[] {
  return Object.values(responses).flatMap((response) => strings(resolve(document, response)[PROBLEM_CODES]));
}

/**
 * Compares the problem codes of an error response. A removed code is breaking only if it may have been
 * renamed, because clients branch on codes. A new code is compatible, because clients must handle new codes
 * and new statuses.
 */
export function compareProblemCodes(
  before: Fields,
  after: Fields,
  codes: ProblemCodes,
  place: Place,
): Change[] {
  // If the old document lists no codes, the codes of the operation are unknown.
  if (before[PROBLEM_CODES] === undefined) return [];
  const old = strings(before[PROBLEM_CODES]);
  const now = strings(after[PROBLEM_CODES]);
  const isUnknown = after[PROBLEM_CODES] === undefined;
  return [
    ...old.filter((code) => !now.includes(code)).map((code) => removedCode(code, codes, isUnknown, place)),
    ...now
      .filter((code) => !old.includes(code))
      .map((code) => compatible(place, `${code} added`, `can have the new problem ${code}`)),
  ];
}

function removedCode(code: string, { now, added }: ProblemCodes, isUnknown: boolean, place: Place): Change {
  const what = `no longer has the problem ${code}`;
  if (now.includes(code)) return compatible(place, `${code} removed`, `${what}, but another status has it`);
  if (added.length === 0 && !isUnknown) return compatible(place, `${code} removed`, what);
  const replaced = added.length > 0 ? `, while the operation got ${added.join(', ')}` : '';
  const remedy = 'keep responding with it, and give a new problem its own code';
  return breaking(place, `${code} removed`, `${what}${replaced}`, remedy);
}
