import { calendarDateOf } from '#contracts/vocabulary';
import { Clock, FixedClock } from './clock.ts';

it.each([
  ['2026-01-15T22:59:59.999Z', '2026-01-15', 'the last moment of a winter day'],
  ['2026-01-15T23:00:00.000Z', '2026-01-16', 'the first moment of the next winter day'],
  ['2026-06-15T21:59:59.999Z', '2026-06-15', 'the last moment of a summer day'],
  ['2026-06-15T22:00:00.000Z', '2026-06-16', 'the first moment of the next summer day'],
  ['2026-03-28T22:59:59.999Z', '2026-03-28', 'the night before summer time'],
  ['2026-03-28T23:00:00.000Z', '2026-03-29', 'the day on which summer time begins'],
  ['2026-03-29T21:59:59.999Z', '2026-03-29', 'the end of that day, an hour early'],
  ['2026-03-29T22:00:00.000Z', '2026-03-30', 'the day after summer time begins'],
  ['2026-10-24T22:00:00.000Z', '2026-10-25', 'the day on which summer time ends'],
  ['2026-10-25T22:59:59.999Z', '2026-10-25', 'the end of that day, an hour late'],
  ['2026-10-25T23:00:00.000Z', '2026-10-26', 'the day after summer time ends'],
  ['2026-12-31T23:00:00.000Z', '2027-01-01', 'the new year'],
])('the clock converts the time %s to the date %s in Stockholm (%s)', (moment, date) => {
  expect(new FixedClock(new Date(moment)).today()).toBe(date);
});

it('the clock returns the current time', () => {
  const before = Date.now();
  const now = new Clock().now().getTime();
  expect(now).toBeGreaterThanOrEqual(before);
  expect(now).toBeLessThanOrEqual(Date.now());
  expect([calendarDateOf(new Date(before)), calendarDateOf(new Date())]).toContain(new Clock().today());
});

it('the clock returns the next date as soon as midnight has passed', () => {
  let now = new Date('2026-06-15T21:59:59.999Z');
  class SetClock extends Clock {
    override now(): Date {
      return now;
    }
  }
  const clock = new SetClock();
  expect(clock.today()).toBe('2026-06-15');
  now = new Date('2026-06-15T22:00:00.000Z');
  expect(clock.today()).toBe('2026-06-16');
  now = new Date('2026-06-15T21:59:59.999Z');
  expect(clock.today()).toBe('2026-06-15');
});
