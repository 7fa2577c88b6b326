import { parseDuration } from './parse-duration.ts';

it.each([
  ['10s', 10_000],
  ['15m', 900_000],
  ['1h', 3_600_000],
  ['90d', 90 * 86_400_000],
  ['12w', 12 * 7 * 86_400_000],
])('parseDuration reads %s as %d milliseconds', (text, ms) => {
  expect(parseDuration(text)).toBe(ms);
});

it.each(['10', '0s', '-1s', '1.5h', '1y', 's', '', '10s '])(
  'parseDuration rejects "%s" with an error that shows an example',
  (text) => {
    expect(() => parseDuration(text)).toThrow(
      `${text} is not a duration. Write a number and s, m, h, d or w, such as 10s or 90d.`,
    );
  },
);
