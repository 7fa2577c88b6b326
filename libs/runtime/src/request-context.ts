import { AsyncLocalStorage } from 'node:async_hooks';
import { Deadline } from './deadline.ts';

/** The header with the time that the caller still waits (ms). Every call carries it. */
export const DEADLINE_HEADER = 'x-deadline-ms';

/** The context of a request, which its calls to other services inherit. */
export interface RequestContext {
  readonly requestId: string;
  /** The caller's Authorization header, forwarded so that callees authorize the same user. */
  readonly authorization: string | undefined;
  /** The time by which the response must be sent. */
  readonly deadline: Deadline;
  /** Headers that handlers add to the response. */
  responseHeaders?: Record<string, string>;
  /** Fields that handlers add to the log lines of the request. They must not be private. */
  logFields?: Record<string, unknown>;
}

const storage = new AsyncLocalStorage<RequestContext>();

/** Runs `work` in the context of a request. */
export function runInRequest<A extends unknown[], T>(
  context: RequestContext,
  work: (...args: A) => T,
  ...args: A
): T {
  return storage.run(context, work, ...args);
}

/** The context of the current request; undefined outside of a request. */
export function currentRequest(): RequestContext | undefined {
  return storage.getStore();
}

/** A deadline in `ms`, or the current request's deadline if it is earlier. */
export function deadlineWithin(ms: number): Deadline {
  return new Deadline(Math.min(ms, currentRequest()?.deadline.remainingMs() ?? ms));
}

/** Adds a header to the response of the current request, whether it succeeds or fails. */
export function addResponseHeader(name: string, value: string): void {
  const request = currentRequest();
  if (request) (request.responseHeaders ??= {})[name] = value;
}

/** Adds fields to the log lines of the current request; does nothing outside of a request. */
export function assignLogFields(fields: Readonly<Record<string, unknown>>): void {
  const request = currentRequest();
  if (request) Object.assign((request.logFields ??= {}), fields);
}
