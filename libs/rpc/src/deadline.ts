import type { Deadline } from '#libs/runtime';

/** The deadline of a call, or of other work, has passed. */
export class TimeoutError extends Error {
  override readonly name = 'TimeoutError';
}

/**
 * Calls `end` after `ms`, unless the returned timer is cleared first. `end` runs after this process has read what has
 * arrived on its sockets by then: a response that waits there because this process is busy came in time.
 */
export function endAfter<T>(ms: number, end: (target: T) => void, target: T): NodeJS.Timeout {
  return setTimeout(() => void setImmediate(end, target), ms);
}

/**
 * Returns the result of the work, or throws a TimeoutError at the deadline. The work itself may go on; its late result
 * or error is dropped.
 */
export async function untilDeadline<T>(deadline: Deadline, work: Promise<T>): Promise<T> {
  const passed = Promise.withResolvers<never>();
  const timer = endAfter(
    deadline.remainingMs(),
    ({ reject }) => reject(new TimeoutError('the deadline has passed')),
    passed,
  );
  try {
    return await Promise.race([work, passed.promise]);
  } finally {
    clearTimeout(timer);
  }
}
