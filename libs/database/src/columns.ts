import type { ValueTransformer } from 'typeorm';

/**
 * Reads a bigint column of minor units as a number. A value above 2^53 would be rounded, so it stays a bigint. JSON
 * and every schema reject a bigint.
 */
export const minorUnits: ValueTransformer = {
  to: (value: number | null | undefined) => value,
  from: (text: string | null) => (text === null ? null : exactInteger(text)),
};

function exactInteger(text: string): number | bigint {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : BigInt(text);
}
