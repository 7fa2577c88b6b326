import { CallCounts } from './call-counts.ts';

const MINUTE = 60_000;

let counts: CallCounts;

beforeEach(() => {
  counts = new CallCounts(MINUTE);
});

afterEach(() => jest.useRealTimers());

it('CallCounts counts each key separately', () => {
  expect(counts.count('a').calls).toBe(1);
  expect(counts.count('a').calls).toBe(2);
  expect(counts.count('b').calls).toBe(1);
});

it('CallCounts returns the time until the window ends, and then starts at zero again', () => {
  jest.useFakeTimers({ now: 0 });
  expect(counts.count('a')).toEqual({ calls: 1, endsInMs: MINUTE });
  jest.advanceTimersByTime(MINUTE - 1);
  expect(counts.count('a')).toEqual({ calls: 2, endsInMs: 1 });
  jest.advanceTimersByTime(1);
  expect(counts.count('a')).toEqual({ calls: 1, endsInMs: MINUTE });
});

it('CallCounts ends its window in time even if the system clock is set back by an hour', () => {
  jest.useFakeTimers({ now: 60 * MINUTE });
  counts.count('a');
  jest.setSystemTime(0);
  expect(counts.count('a').endsInMs).toBe(MINUTE);
  jest.advanceTimersByTime(MINUTE);
  expect(counts.count('a').calls).toBe(1);
});

it('CallCounts removes only the oldest of 50,001 keys', () => {
  for (let key = 0; key <= 50_000; key += 1) counts.count(`key-${key}`);
  expect(counts.count('key-1').calls).toBe(2);
  expect(counts.count('key-50000').calls).toBe(2);
  expect(counts.count('key-0').calls).toBe(1);
});
