import type { ReservedNames } from './existing.ts';

/** Why generated code can't declare an identifier made from a person's words. Undefined if the identifier is free. */
export function findNameFault(
  identifier: string,
  reserved: ReservedNames,
  taken: ReadonlySet<string> = new Set(),
): string | undefined {
  if (Object.hasOwn(reserved, identifier)) return `"${identifier}" is ${reserved[identifier]}`;
  if (taken.has(identifier)) return `"${identifier}" exists already`;
  return undefined;
}
