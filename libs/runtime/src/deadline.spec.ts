import { setTimeout as delay } from 'node:timers/promises';
import { Deadline } from './deadline.ts';

it('a deadline counts down to zero and never below', async () => {
  const deadline = new Deadline(20);
  expect(deadline.remainingMs()).toBeGreaterThan(0);
  expect(deadline.remainingMs()).toBeLessThanOrEqual(20);
  await delay(40);
  expect(deadline.remainingMs()).toBe(0);
});

it('a deadline has one shared signal, which aborts with a TimeoutError', async () => {
  const deadline = new Deadline(20);
  const { signal } = deadline;
  expect(deadline.signal).toBe(signal);
  expect(signal.aborted).toBe(false);
  await delay(60);
  expect(signal.reason).toMatchObject({ name: 'TimeoutError' });
});

it('a deadline has an aborted signal if it has already passed', async () => {
  const deadline = new Deadline(0);
  await delay(5);
  await delay(5, undefined, { signal: deadline.signal }).catch(() => undefined);
  expect(deadline.signal.aborted).toBe(true);
});
