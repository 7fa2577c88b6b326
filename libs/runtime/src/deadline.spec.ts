import { setTimeout as delay } from 'node:timers/promises';
import { Deadline } from './deadline.ts';

it('a deadline counts down to zero and never below', async () => {
  const deadline = new Deadline(20);
  expect(deadline.remainingMs()).toBeGreaterThan(0);
  expect(deadline.remainingMs()).toBeLessThanOrEqual(20);
  await delay(40);
  expect(deadline.remainingMs()).toBe(0);
});
