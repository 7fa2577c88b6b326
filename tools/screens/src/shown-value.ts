import type { Example } from '#contracts/vocabulary';
import { resolvePointer } from './json-pointer.ts';

export interface Pointers {
  readonly pointer: string;
  readonly minus_length_of?: string | undefined;
}

/** The value that an element shows, from an example's response. Undefined if a pointer matches no value. */
export function shownValue({ response }: Example, { pointer, minus_length_of: rows }: Pointers): unknown {
  const value = resolvePointer(response, pointer);
  if (rows === undefined) return value;
  const list = resolvePointer(response, rows);
  if (typeof value !== 'number' || !Array.isArray(list)) return undefined;
  return value - list.length;
}
