import { formatValue } from './format-value.ts';

const NO_BREAK = '\u00a0';

it.each([
  ['/data/remaining_spend/amount', 540_000, `5${NO_BREAK}400 kr`],
  ['/data/transactions/0/amount/amount', 12_950, '129,5 kr'],
  ['/data/total', 54, '54'],
  ['/data/name', 'Company AB', 'Company AB'],
  ['/data/cards', [], ''],
  ['/data/allowed', true, ''],
])('formatValue formats the example value of the field at %s', (pointer, value, text) => {
  expect(formatValue({ pointer, value })).toBe(text);
});
