import fc from 'fast-check';
import { z } from 'zod';
import { positiveSek } from '#contracts/vocabulary';
import { invalidValues, validValues } from './field-values.ts';

const prices = z.array(z.strictObject({ shop: z.string().min(1), price: positiveSek.optional() })).max(3);
const options = { seed: 7, numRuns: 300 };

it.each([
  ['an amount of money', positiveSek],
  ['a list of objects', prices],
])(
  'for %s, validValues generates only valid values, and invalidValues generates only invalid values',
  (_, field) => {
    const accepted = (value: unknown) => field.safeParse(value).success;
    expect(fc.sample(validValues(field), options).every(accepted)).toBe(true);
    expect(fc.sample(invalidValues(field), options).some(accepted)).toBe(false);
  },
);

it('validValues generates lists with items, and objects with and without their optional fields', () => {
  const items = fc.sample(validValues(prices), options).flatMap((list) => prices.parse(list));
  expect(items.some(({ price }) => price === undefined)).toBe(true);
  expect(items.some(({ price }) => price !== undefined)).toBe(true);
});

it.each([
  [{ amount: 0, currency: 'SEK' }],
  [{ amount: 10_000_000_001, currency: 'SEK' }],
  [{ amount: 0.5, currency: 'SEK' }],
])('invalidValues generates amounts with one invalid field, such as %j', (value) => {
  expect(fc.sample(invalidValues(positiveSek), options)).toContainEqual(value);
});
