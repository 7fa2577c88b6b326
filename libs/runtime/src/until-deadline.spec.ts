import { setTimeout as delay } from 'node:timers/promises';
import { Deadline } from './deadline.ts';
import { TimeoutError, untilDeadline } from './until-deadline.ts';

const LONG_MS = 60_000;

it('untilDeadline returns the result of the work', async () => {
  await expect(untilDeadline(new Deadline(LONG_MS), Promise.resolve('done'))).resolves.toBe('done');
});

it('untilDeadline throws the error of the work', async () => {
  const work = Promise.reject(new Error('broken'));
  await expect(untilDeadline(new Deadline(LONG_MS), work)).rejects.toThrow('broken');
});

it('untilDeadline throws a TimeoutError at the deadline, and ignores a later error of the work', async () => {
  const work = delay(50).then(() => {
    throw new Error('late');
  });
  await expect(untilDeadline(new Deadline(10), work)).rejects.toThrow(TimeoutError);
  await expect(work).rejects.toThrow('late');
});

it('untilDeadline clears its timer when the work ends', async () => {
  const clear = jest.spyOn(globalThis, 'clearTimeout');
  await untilDeadline(new Deadline(LONG_MS), Promise.resolve());
  await untilDeadline(new Deadline(LONG_MS), Promise.reject(new Error('broken'))).catch(() => undefined);
  expect(clear).toHaveBeenCalledTimes(2);
  jest.restoreAllMocks();
});
