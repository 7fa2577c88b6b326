import { PROBLEM_CODES } from '#contracts/vocabulary';
import { type Change, type Place, allows, breaks } from './change.ts';
import { type Fields, strings } from './document.ts';

/**
 * Compares which problems an error answer can carry. One that goes breaks those who branch on it, because it cannot
 * be told from one that is called otherwise now; for a new one clients are ready, as they are for a new status.
 */
export function compareProblemCodes(before: Fields, after: Fields, place: Place): Change[] {
  // A document that lists no codes says nothing about them.
  if (before[PROBLEM_CODES] === undefined) return [];
  const old = strings(before[PROBLEM_CODES]);
  const now = strings(after[PROBLEM_CODES]);
  return [
    ...old
      .filter((code) => !now.includes(code))
      .map((code) =>
        breaks(
          place,
          `${code} removed`,
          `no longer has the problem ${code}`,
          'go on answering with it, and let a new problem have another code',
        ),
      ),
    ...now
      .filter((code) => !old.includes(code))
      .map((code) => allows(place, `${code} added`, `can have the new problem ${code}`)),
  ];
}
