import { PROBLEM_CODES } from '#contracts/vocabulary';

/** The codes of the problems that a document's answers can carry, its shared responses included. */
export function problemCodes(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) =>
    key === PROBLEM_CODES ? stringsOf(value) : problemCodes(value),
  );
}

function stringsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
