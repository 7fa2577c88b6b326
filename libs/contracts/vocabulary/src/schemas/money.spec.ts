import { positiveSek, sek } from './money.ts';

it.each([sek(1), sek(10_000_000_000)])('a request may contain the amount %j', (amount) => {
  expect(positiveSek.safeParse(amount).success).toBe(true);
});

it.each([
  sek(0),
  sek(-500),
  sek(1.5),
  sek(10_000_000_001),
  { amount: 100, currency: 'XXX' },
  { amount: 100, currency: 'SEK', note: 'x' },
])('a request must not contain the amount %j', (amount) => {
  expect(positiveSek.safeParse(amount).success).toBe(false);
});
