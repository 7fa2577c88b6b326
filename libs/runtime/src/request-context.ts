import { AsyncLocalStorage } from 'node:async_hooks';
import { Deadline } from './deadline.ts';

/** The header with the ms that a caller still waits. It travels with every call. */
export const DEADLINE_HEADER = 'x-deadline-ms';

/** What goes along with a request, and with every call that it causes. */
export interface RequestContext {
  readonly requestId: string;
  /** The caller's Authorization header, forwarded so that callees check the same user. */
  readonly authorization: string | undefined;
  /** The moment by which the response must be sent. */
  readonly deadline: Deadline;
  /** Headers that the work for the request adds to its response. */
  responseHeaders?: Record<string, string>;
  /** Fields that the work for the request adds to its lines in the log; nothing private. */
  logFields?: Record<string, unknown>;
}

const storage = new AsyncLocalStorage<RequestContext>();

/** Runs `work` on behalf of a request. */
export function runInRequest<A extends unknown[], T>(
  context: RequestContext,
  work: (...args: A) => T,
  ...args: A
): T {
  return storage.run(context, work, ...args);
}

/** The request that the running code works for; undefined outside of one. */
export function currentRequest(): RequestContext | undefined {
  return storage.getStore();
}

/** A deadline in `ms`, or that of the running request where it is earlier. */
export function deadlineWithin(ms: number): Deadline {
  return new Deadline(Math.min(ms, currentRequest()?.deadline.remainingMs() ?? ms));
}

/** Adds a header to the response of the request that the running code works for, whether it succeeds or is refused. */
export function addResponseHeader(name: string, value: string): void {
  const request = currentRequest();
  if (request) (request.responseHeaders ??= {})[name] = value;
}

/** Adds fields to the lines of the request that the running code works for; does nothing outside of one. */
export function assignLogFields(fields: Readonly<Record<string, unknown>>): void {
  const request = currentRequest();
  if (request) Object.assign((request.logFields ??= {}), fields);
}
