import { z } from 'zod';

/** An amount in integer minor units (öre for SEK), exact up to 2^53 − 1, with its ISO 4217 currency. */
export const money = z
  .object({
    amount: z.int().meta({ description: 'Minor units: 540000 is 5 400.00' }),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/)
      .meta({ description: 'ISO 4217' }),
  })
  .meta({ id: 'Money' });

export type Money = z.output<typeof money>;

/** Swedish kronor from öre. */
export function sek(amount: number): Money {
  return { amount, currency: 'SEK' };
}
