import { containing } from './like-pattern.ts';

it.each([
  ['Espresso', '%Espresso%'],
  ['100%', String.raw`%100\%%`],
  ['a_b', String.raw`%a\_b%`],
  [String.raw`back\slash`, String.raw`%back\\slash%`],
])('the pattern for the text %s has wildcards only at its start and end', (text, pattern) => {
  expect(containing(text)).toBe(pattern);
});
