import { positiveSek, sek, sekBetween } from './money.ts';

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

it.each([
  [sek(49_999), false],
  [sek(50_000), true],
  [sek(1_000_000), true],
  [sek(1_000_001), false],
  [{ amount: 50_000, currency: 'EUR' }, false],
])('a request with amounts from 500 to 10 000 kronor may contain %j: %s', (amount, isValid) => {
  expect(sekBetween(50_000, 1_000_000).safeParse(amount).success).toBe(isValid);
});

it('sekBetween rejects an amount outside its bounds with the message that the operation defines', () => {
  const { error } = sekBetween(50_000, 1_000_000, 'Pay at least 500 kr').safeParse(sek(1));
  expect(error?.issues).toMatchObject([{ message: 'Pay at least 500 kr', path: ['amount'] }]);
});
