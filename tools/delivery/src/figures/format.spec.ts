import { formatDuration, formatTime, parseSince } from './format.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('formatDuration', () => {
  it.each([
    [0, '0 min'],
    [30_000, '0.5 min'],
    [42 * MINUTE, '42 min'],
    [119 * MINUTE, '119 min'],
    [2 * HOUR, '2 h'],
    [2.54 * HOUR, '2.5 h'],
    [47 * HOUR, '47 h'],
    [2 * DAY, '2 d'],
    [9.96 * DAY, '10 d'],
    [100 * DAY, '100 d'],
  ])('formats %d ms as %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });
});

it('formatTime returns the time in UTC', () => {
  expect(formatTime(new Date('2026-06-15T11:30:59+02:00'))).toBe('2026-06-15 09:30 UTC');
});

describe('parseSince', () => {
  const now = new Date('2026-06-15T09:30:00Z');

  it('parses days, weeks and dates', () => {
    expect(parseSince('90d', now)).toEqual(new Date('2026-03-17T09:30:00Z'));
    expect(parseSince('2w', now)).toEqual(new Date('2026-06-01T09:30:00Z'));
    expect(parseSince('2026-06-01', now)).toEqual(new Date('2026-06-01T00:00:00Z'));
  });

  it.each(['', '90', 'd', '-3d', '2026-02-30', '2026', 'yesterday', '9d extra'])(
    'rejects %j with an error that has valid examples',
    (text) => {
      expect(() => parseSince(text, now)).toThrow('Write --since 90d, --since 12w or --since 2026-06-15');
    },
  );

  it('rejects a period without a length', () => {
    expect(() => parseSince('0d', now)).toThrow('0d is not a duration');
  });

  it('rejects a date in the future', () => {
    expect(() => parseSince('2026-06-16', now)).toThrow('is not in the past');
  });
});
