import { z } from 'zod';

/** Accepts decimal digits. An empty variable is invalid, not 0. */
export function wholeNumber(min: number, max: number) {
  const fault = `must be a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, fault)
    .transform(Number)
    .pipe(z.number().min(min, fault).max(max, fault));
}
