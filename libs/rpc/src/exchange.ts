import { type Agent, type Dispatcher, errors } from 'undici';
import type { Method } from '#contracts/vocabulary';
import { InstanceFailure } from './instance-breaker.ts';

export interface RpcRequest {
  readonly method: Method;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

export interface RawResponse {
  readonly status: number;
  readonly text: string;
}

export interface ExchangeBounds {
  /** Ends the exchange. Its reason is a TimeoutError when the time is up, anything else when the caller gave up. */
  readonly signal: AbortSignal;
  /** An instance that had the request for this long without responding has failed, in ms. */
  readonly fairShareMs: number;
}

/** Faults of this process, which say nothing about the instance. */
const OWN_FAULTS = new Set<unknown>(['EMFILE', 'ENFILE', 'EADDRNOTAVAIL', 'ENOBUFS', 'ENOMEM']);

/**
 * Sends a request to one instance and reads the whole response, so that its connection can serve the next one.
 * Throws InstanceFailure for what counts against the instance, and any other error for what doesn't.
 */
export async function exchange(
  agent: Agent,
  origin: string,
  request: RpcRequest,
  { signal, fairShareMs }: ExchangeBounds,
): Promise<RawResponse> {
  let sentAt = Infinity;
  let hasResponded = false;
  const end = endLate(signal);
  const dispatcher = agent.compose(whenSent(() => (sentAt = performance.now())));
  try {
    const response = await dispatcher.request({ ...request, origin, signal: end.signal });
    hasResponded = true;
    return { status: response.statusCode, text: await response.body.text() };
  } catch (cause) {
    if (end.signal.aborted) {
      const hadFairShare = performance.now() - sentAt >= fairShareMs;
      if (hasResponded || !hadFairShare || !isTimeout(signal.reason)) throw cause;
      throw new InstanceFailure(`no response from ${origin} in time`, { cause });
    }
    if (isOwnFault(cause)) throw cause;
    throw new InstanceFailure(`no response from ${origin}`, { cause });
  } finally {
    end.release();
  }
}

/**
 * A signal that follows the given one after this process has read what has arrived on its sockets: a response that
 * waits there because this process is busy came in time.
 */
function endLate(signal: AbortSignal): { readonly signal: AbortSignal; readonly release: () => void } {
  const controller = new AbortController();
  const abort = (): void => void setImmediate(() => controller.abort(signal.reason));
  signal.addEventListener('abort', abort, { once: true });
  if (signal.aborted) controller.abort(signal.reason);
  return { signal: controller.signal, release: () => signal.removeEventListener('abort', abort) };
}

/** Reports when a request leaves for its connection; until then it waits in this process. */
function whenSent(report: () => void): Dispatcher.DispatcherComposeInterceptor {
  return (dispatch) => (options, handler) => {
    const start = handler.onRequestStart?.bind(handler);
    handler.onRequestStart = (controller, context) => {
      report();
      start?.(controller, context);
    };
    return dispatch(options, handler);
  };
}

function isTimeout(reason: unknown): boolean {
  return property(reason, 'name') === 'TimeoutError';
}

function isOwnFault(error: unknown): boolean {
  if (error instanceof errors.ResponseExceededMaxSizeError) return true;
  if (error instanceof errors.ClientClosedError || error instanceof errors.ClientDestroyedError) return true;
  return OWN_FAULTS.has(property(error, 'code'));
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
