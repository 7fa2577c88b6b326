import type { ValueTransformer } from 'typeorm';

/**
 * A bigint column of minor units as a number. What a number cannot hold exactly stays a bigint, which JSON and every
 * schema refuse: it can't be shown, and nothing rounds it.
 */
export const minorUnits: ValueTransformer = {
  to: (value: number | null | undefined) => value,
  from: (text: string | null) => (text === null ? null : exactInteger(text)),
};

function exactInteger(text: string): number | bigint {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : BigInt(text);
}
