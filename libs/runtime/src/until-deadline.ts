import type { Deadline } from './deadline.ts';

export class TimeoutError extends Error {
  override readonly name = 'TimeoutError';
}

/**
 * Calls `end` after `ms`, unless the caller clears the returned timer. `end` runs after this process has read its
 * sockets. So a response that arrived in time counts, even if the process was too busy to read it.
 */
export function endAfter<T>(ms: number, end: (target: T) => void, target: T): NodeJS.Timeout {
  return setTimeout(() => void setImmediate(end, target), ms);
}

/**
 * Returns the result of the work, or rejects with `late()` at the deadline. The work may go on after the deadline,
 * but its result or error is ignored.
 */
export function untilDeadline<T>(
  deadline: Deadline,
  work: Promise<T>,
  late: () => Error = () => new TimeoutError('the deadline has passed'),
): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = endAfter(deadline.remainingMs(), (end) => end(late()), reject);
    void work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
