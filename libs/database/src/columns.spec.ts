import { minorUnits } from './columns.ts';

it.each([
  ['0', 0],
  ['-4600', -4600],
  ['9007199254740991', Number.MAX_SAFE_INTEGER],
  ['-9007199254740991', Number.MIN_SAFE_INTEGER],
])('minorUnits reads %s exactly', (text, number) => {
  expect(minorUnits.from(text)).toBe(number);
});

it.each(['9007199254740992', '-9007199254740992', '9223372036854775807'])(
  'minorUnits returns %s as a bigint, because a number would be rounded',
  (text) => {
    const value: unknown = minorUnits.from(text);
    expect(value).toBe(BigInt(text));
    expect(() => JSON.stringify({ value })).toThrow(TypeError);
  },
);

it('minorUnits reads and writes null, and writes a number unchanged', () => {
  expect(minorUnits.from(null)).toBeNull();
  expect(minorUnits.to(null)).toBeNull();
  expect(minorUnits.to(540_000)).toBe(540_000);
});
