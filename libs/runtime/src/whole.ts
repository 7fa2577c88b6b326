import { z } from 'zod';

/** A variable of decimal digits only: an empty one is a fault, not 0. */
export function whole(min: number, max: number) {
  const fault = `must be a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, fault)
    .transform(Number)
    .pipe(z.number().min(min, fault).max(max, fault));
}
