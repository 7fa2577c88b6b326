import { z } from 'zod';

/** An amount in integer minor units (öre for SEK), exact up to 2^53 − 1, with its ISO 4217 currency. */
export const money = z
  .object({
    amount: z.int().meta({ description: 'Minor units, which are öre for SEK: 540000 is 5 400.00 kr' }),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/)
      .meta({ description: 'ISO 4217' }),
  })
  .meta({ id: 'Money' });

/** 100 million kronor, in öre. */
const MOST_ORE = 10_000_000_000;

/** An amount in a request, in Swedish kronor. It is a whole number of öre above zero. */
export const positiveSek = z
  .strictObject({
    amount: z.int().min(1).max(MOST_ORE).meta({ description: 'Öre, above zero: 540000 is 5 400.00 kr' }),
    currency: z.enum(['SEK']).meta({ description: 'ISO 4217' }),
  })
  .meta({ id: 'PositiveSek' });

/**
 * An amount in a request, from `least` to `most` öre, both included. `message` is the error message for other amounts.
 */
export function sekBetween(least: number, most: number, message?: string) {
  return z.strictObject({
    amount: z
      .int()
      .min(least, message)
      .max(most, message)
      .meta({ description: 'Öre: 540000 is 5 400.00 kr' }),
    currency: z.enum(['SEK']).meta({ description: 'ISO 4217' }),
  });
}

export type Money = z.output<typeof money>;

/** `amount` is in öre. */
export function sek(amount: number): Money {
  return { amount, currency: 'SEK' };
}
