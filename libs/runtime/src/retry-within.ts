import { setTimeout as delay } from 'node:timers/promises';
import type { Deadline } from './deadline.ts';

const FIRST_DELAY_MS = 100;
const LONGEST_DELAY_MS = 2_000;

/**
 * Repeats the work after errors, with growing random pauses, until the deadline or until `mayRetry` returns false.
 * Throws the last error.
 */
export async function retryWithin<T>(
  deadline: Deadline,
  work: () => Promise<T>,
  mayRetry: (error: unknown) => boolean,
): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (deadline.remainingMs() === 0 || !mayRetry(error)) throw error;
    }
    await delay(Math.min(backoffMs(attempt), deadline.remainingMs()));
  }
}

/** The pause in ms. Half of the pause is random, so that processes do not all retry at the same time. */
function backoffMs(attempt: number): number {
  const longest = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** attempt);
  return longest / 2 + Math.random() * (longest / 2);
}
