import { AsyncLocalStorage } from 'node:async_hooks';
import { Deadline } from './deadline.ts';

/** Every call to a service has this header. Its value is how long the caller still waits (ms). */
export const DEADLINE_HEADER = 'x-deadline-ms';

/** Calls to other services inherit the context of the request. */
export interface RequestContext {
  readonly requestId: string;
  /** The caller's Authorization header. Calls forward this header, so that callees authorize the same user. */
  readonly authorization: string | undefined;
  readonly deadline: Deadline;
  responseHeaders?: Record<string, string>;
  /** The log lines of the request contain these fields, so they must not be private. */
  logFields?: Record<string, unknown>;
}

const storage = new AsyncLocalStorage<RequestContext>();

export function runInRequest<A extends unknown[], T>(
  context: RequestContext,
  work: (...args: A) => T,
  ...args: A
): T {
  return storage.run(context, work, ...args);
}

export function currentRequest(): RequestContext | undefined {
  return storage.getStore();
}

/** Returns a deadline in `ms`, or the current request's deadline, whichever is earlier. */
export function deadlineWithin(ms: number): Deadline {
  return new Deadline(Math.min(ms, currentRequest()?.deadline.remainingMs() ?? ms));
}

/** The response has the header whether the request succeeds or fails. */
export function addResponseHeader(name: string, value: string): void {
  const request = currentRequest();
  if (request) (request.responseHeaders ??= {})[name] = value;
}

/** Does nothing outside of a request. */
export function assignLogFields(fields: Readonly<Record<string, unknown>>): void {
  const request = currentRequest();
  if (request) Object.assign((request.logFields ??= {}), fields);
}
