import type { Deadline } from '#libs/runtime';

/** The deadline of a call, or of other work, has passed. */
export class TimeoutError extends Error {
  override readonly name = 'TimeoutError';
}

/**
 * Calls `end` after `ms`, unless the returned timer is cleared first. `end` runs after this process has read its
 * sockets, so a response that arrived in time counts even if this process was too busy to read it.
 */
export function endAfter<T>(ms: number, end: (target: T) => void, target: T): NodeJS.Timeout {
  return setTimeout(() => void setImmediate(end, target), ms);
}

/**
 * Returns the result of the work, or throws a TimeoutError at the deadline. The work itself may go on; its late result
 * or error is ignored.
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
