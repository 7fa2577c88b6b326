import { CallCounts } from './call-counts.ts';

const MINUTE = 60_000;

afterEach(() => jest.useRealTimers());

function call(counts: CallCounts, key: string) {
  let counted: { current: number; ttl: number } | undefined;
  counts.incr(key, (_, result) => (counted = result), MINUTE);
  return counted;
}

it('counts each key for itself', () => {
  const counts = new CallCounts();
  expect(call(counts, 'a')?.current).toBe(1);
  expect(call(counts, 'a')?.current).toBe(2);
  expect(call(counts, 'b')?.current).toBe(1);
});

it('counts together what different routes see', () => {
  const counts = new CallCounts();
  call(counts.child(), 'a');
  expect(call(counts.child(), 'a')?.current).toBe(2);
});

it('starts anew when the minute is over, and tells how much of it is left', () => {
  jest.useFakeTimers({ now: 0 });
  const counts = new CallCounts();
  expect(call(counts, 'a')).toEqual({ current: 1, ttl: MINUTE });
  jest.setSystemTime(MINUTE - 1);
  expect(call(counts, 'a')).toEqual({ current: 2, ttl: 1 });
  jest.setSystemTime(MINUTE);
  expect(call(counts, 'a')).toEqual({ current: 1, ttl: MINUTE });
});

it('forgets the oldest of very many keys, and no other', () => {
  const counts = new CallCounts();
  for (let key = 0; key <= 50_000; key += 1) call(counts, `key-${key}`);
  expect(call(counts, 'key-1')?.current).toBe(2);
  expect(call(counts, 'key-50000')?.current).toBe(2);
  expect(call(counts, 'key-0')?.current).toBe(1);
});
