import { calendarDate, identifier, integerParameter, timestamp } from './scalars.ts';

describe('integerParameter', () => {
  const parameter = integerParameter({ min: 1, max: 100, default: 25 });

  it.each([
    ['1', 1],
    ['100', 100],
    ['007', 7],
    [undefined, 25],
  ])('parses %j as %d', (text, number) => {
    expect(parameter.parse(text)).toBe(number);
  });

  it.each([
    '',
    ' ',
    '0',
    '101',
    'abc',
    '1e2',
    '1.0',
    '+1',
    '-1',
    ' 1',
    '1 ',
    '1\n',
    '0x10',
    '１',
    '9'.repeat(16),
    'Infinity',
    ['1', '2'],
    1,
    null,
    {},
  ])('rejects %j with a message that names the bounds', (value) => {
    const { error } = parameter.safeParse(value);
    expect(error?.issues).toMatchObject([{ message: 'must be a whole number from 1 to 100' }]);
  });
});

describe('calendarDate', () => {
  it.each(['2026-06-15', '2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])('accepts %s', (date) => {
    expect(calendarDate.safeParse(date).success).toBe(true);
  });

  it.each([
    '2026-02-30',
    '2026-02-29',
    '1900-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31',
    '0000-01-01',
    '26-06-15',
    '2026-6-15',
    '2026-06-15T00:00:00Z',
    ' 2026-06-15',
    '2026-06-15\n',
    20260615,
  ])('rejects %j', (date) => {
    const { error } = calendarDate.safeParse(date);
    expect(error?.issues[0]?.message).toBe('must be a date that exists, YYYY-MM-DD');
  });
});

it.each([
  ['2026-06-15T12:00:00Z', true],
  ['2026-06-15T12:00:00.123Z', true],
  ['2026-06-15T12:00:00+02:00', false],
  ['2026-06-15T12:00:00', false],
  ['2026-02-30T12:00:00Z', false],
  ['0000-01-01T00:00:00Z', false],
])('the schema of a timestamp accepts %s: %j', (text, taken) => {
  expect(timestamp.safeParse(text).success).toBe(taken);
});

it.each([
  ['company-ab_1', true],
  ['a'.repeat(64), true],
  ['a'.repeat(65), false],
  ['', false],
  ['a/b', false],
  ['a%2Fb', false],
  ['å', false],
  ['a\n', false],
  ['a\u0000', false],
])('the schema of an id accepts %j: %j', (text, taken) => {
  expect(identifier.safeParse(text).success).toBe(taken);
});
