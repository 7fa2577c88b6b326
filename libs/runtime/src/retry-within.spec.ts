import { Deadline } from './deadline.ts';
import { retryWithin } from './retry-within.ts';

function failing(times: number) {
  return jest.fn(() => (times-- > 0 ? Promise.reject(new Error(`${times} more`)) : Promise.resolve('done')));
}

it('retryWithin returns the first result, even if it comes after many failures', async () => {
  const work = failing(3);
  expect(await retryWithin(new Deadline(60_000), work, () => true)).toBe('done');
  expect(work).toHaveBeenCalledTimes(4);
});

it('retryWithin throws an error at once if the work may not be retried', async () => {
  const work = failing(3);
  await expect(retryWithin(new Deadline(60_000), work, () => false)).rejects.toThrow('2 more');
  expect(work).toHaveBeenCalledTimes(1);
});

it('retryWithin throws the last error after the deadline, and makes at least one attempt', async () => {
  const work = failing(Infinity);
  await expect(retryWithin(new Deadline(300), work, () => true)).rejects.toThrow();
  expect(work.mock.calls.length).toBeGreaterThan(1);
  const once = failing(Infinity);
  await expect(retryWithin(new Deadline(0), once, () => true)).rejects.toThrow();
  expect(once).toHaveBeenCalledTimes(1);
});
