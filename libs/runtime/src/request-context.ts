import { AsyncLocalStorage } from 'node:async_hooks';
import { Deadline } from './deadline.ts';

/** The header with the ms that a caller still waits. It travels with every call. */
export const DEADLINE_HEADER = 'x-deadline-ms';

/** What goes along with every call that a request causes. */
export interface RequestContext {
  readonly requestId: string;
  /** The caller's Authorization header, forwarded so that callees check the same user. */
  readonly authorization: string | undefined;
  /** The moment by which the response must be sent. */
  readonly deadline: Deadline;
  /** Headers that the work for the request adds to its response. */
  readonly responseHeaders?: Map<string, string>;
}

const storage = new AsyncLocalStorage<RequestContext>();

/** Runs `work` on behalf of a request. */
export function runInRequest<T>(context: RequestContext, work: () => T): T {
  return storage.run(context, work);
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
  currentRequest()?.responseHeaders?.set(name, value);
}
