import { AsyncLocalStorage } from 'node:async_hooks';

/** What goes along with every call that a request causes. */
export interface RequestContext {
  readonly requestId: string;
  /** The caller's Authorization header, forwarded so that callees check the same user. */
  readonly authorization: string | undefined;
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
