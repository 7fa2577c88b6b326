import type { ValueTransformer } from 'typeorm';

/** A bigint column of minor units as a number. Throws a RangeError past 2^53 − 1 rather than round. */
export const minorUnits: ValueTransformer = {
  to: (value: number | null | undefined) => value,
  from: (value: string | null) => (value === null ? null : exactInteger(value)),
};

/** The number in a bigint or numeric that PostgreSQL sends as text. Throws a RangeError if it is not exact. */
export function exactInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is not an integer within 2^53 - 1`);
  return value;
}
