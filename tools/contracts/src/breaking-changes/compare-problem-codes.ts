import { PROBLEM_CODES } from '#libs/openapi';
import { type Change, type Place, breaking, compatible } from './change.ts';
import { type Fields, strings } from './document.ts';

/**
 * Compares the problem codes of an error response. A removed code is breaking: it could be a renamed code, and clients
 * branch on codes. A new code is compatible, because clients must handle new codes and new statuses.
 */
export function compareProblemCodes(before: Fields, after: Fields, place: Place): Change[] {
  // If the old document lists no codes, the codes of the operation are unknown.
  if (before[PROBLEM_CODES] === undefined) return [];
  const old = strings(before[PROBLEM_CODES]);
  const now = strings(after[PROBLEM_CODES]);
  return [
    ...old
      .filter((code) => !now.includes(code))
      .map((code) =>
        breaking(
          place,
          `${code} removed`,
          `no longer has the problem ${code}`,
          'keep responding with it, and give a new problem its own code',
        ),
      ),
    ...now
      .filter((code) => !old.includes(code))
      .map((code) => compatible(place, `${code} added`, `can have the new problem ${code}`)),
  ];
}
