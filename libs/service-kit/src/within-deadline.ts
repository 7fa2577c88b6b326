import { platformProblems } from '#contracts/vocabulary';
import { ProblemError, currentRequest, untilDeadline } from '#libs/runtime';

type Handler<A extends unknown[], T> = (...args: A) => Promise<T>;

/** The wrapped handler rejects with 503 at the deadline of the request. A later result or error is ignored. */
export function withinDeadline<A extends unknown[], T>(handler: Handler<A, T>): Handler<A, T> {
  return function (this: unknown, ...args: A): Promise<T> {
    const deadline = currentRequest()?.deadline;
    if (!deadline) return handler.apply(this, args);
    if (deadline.remainingMs() === 0) return Promise.reject(outOfTime());
    return untilDeadline(deadline, handler.apply(this, args), outOfTime);
  };
}

function outOfTime(): ProblemError {
  return new ProblemError(platformProblems.unavailable, 'The request took too long; try again in a moment');
}
