import { setTimeout as delay } from 'node:timers/promises';
import { Deadline } from './deadline.ts';

it('counts down to zero and never below', async () => {
  const deadline = new Deadline(20);
  expect(deadline.remainingMs()).toBeGreaterThan(0);
  expect(deadline.remainingMs()).toBeLessThanOrEqual(20);
  await delay(40);
  expect(deadline.remainingMs()).toBe(0);
});

it('returns one shared signal, which aborts with a TimeoutError', async () => {
  const deadline = new Deadline(20);
  const { signal } = deadline;
  expect(deadline.signal).toBe(signal);
  expect(signal.aborted).toBe(false);
  await delay(60);
  expect(signal.reason).toMatchObject({ name: 'TimeoutError' });
});

it('returns an aborted signal if the deadline has already passed', async () => {
  const deadline = new Deadline(0);
  await delay(5);
  await delay(5, undefined, { signal: deadline.signal }).catch(() => undefined);
  expect(deadline.signal.aborted).toBe(true);
});
