import type { ReservedNames } from '../existing.ts';

export function findNameFault(
  identifier: string,
  reserved: ReservedNames,
  taken: ReadonlySet<string> = new Set(),
): string | undefined {
  if (Object.hasOwn(reserved, identifier)) return `"${identifier}" is ${reserved[identifier]}`;
  if (taken.has(identifier)) return `"${identifier}" exists already`;
  return undefined;
}
