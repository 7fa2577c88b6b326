import type { ValueTransformer } from 'typeorm';

/**
 * Reads a bigint column of minor units as a number. A value that a number can't hold exactly stays a bigint, which
 * JSON and every schema reject. So no amount is rounded.
 */
export const minorUnits: ValueTransformer = {
  to: (value: number | null | undefined) => value,
  from: (text: string | null) => (text === null ? null : exactInteger(text)),
};

function exactInteger(text: string): number | bigint {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : BigInt(text);
}
