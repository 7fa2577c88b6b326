import { parseDuration } from './parse-duration.ts';

it.each([
  ['10s', 10],
  ['15m', 900],
  ['1h', 3_600],
])('reads %s as %d seconds', (text, seconds) => {
  expect(parseDuration(text)).toBe(seconds);
});

it.each(['10', '0s', '-1s', '1.5h', '1d', 's', '', '10s '])('refuses "%s" with an example', (text) => {
  expect(() => parseDuration(text)).toThrow(
    `${text} is not a duration. Write a number and s, m or h, such as 10s.`,
  );
});
