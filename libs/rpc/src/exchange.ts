import { type Agent, type Dispatcher, errors } from 'undici';
import type { Method } from '#contracts/vocabulary';
import { TimeoutError, endAfter } from '#libs/runtime';
import { InstanceFailure } from './instance-breaker.ts';

export interface RpcRequest {
  readonly method: Method;
  readonly path: string;
  /** Alternating names and values, as undici requires. */
  readonly headers: string[];
  readonly body: string | undefined;
}

export interface RawResponse {
  readonly status: number;
  readonly text: string;
}

export interface ExchangeBounds {
  readonly timeoutMs: number;
  /** An instance counts as failed if it has not responded to a request for this time (ms). */
  readonly fairShareMs: number;
}

/** These codes mean that this process lacks resources, so the error doesn't count against the instance. */
const OWN_FAULTS = new Set<unknown>(['EMFILE', 'ENFILE', 'EADDRNOTAVAIL', 'ENOBUFS', 'ENOMEM']);

/**
 * Sends a request to one instance and reads the whole response, so that the connection can serve the next request.
 * Throws InstanceFailure if the instance failed, and a different error for every other failure.
 */
export function exchange(
  agent: Agent,
  origin: string,
  { method, path, headers, body }: RpcRequest,
  bounds: ExchangeBounds,
): Promise<RawResponse> {
  const running = new Exchange(origin, bounds);
  agent.dispatch({ origin, method, path, headers, body }, running);
  return running.response;
}

class Exchange implements Dispatcher.DispatchHandler {
  private readonly outcome = Promise.withResolvers<RawResponse>();
  readonly response = this.outcome.promise;
  private readonly timer: NodeJS.Timeout;
  private controller: Dispatcher.DispatchController | undefined;
  private sentAt = Infinity;
  private status = 0;
  private hasEnded = false;
  private readonly chunks: Buffer[] = [];

  constructor(
    private readonly origin: string,
    private readonly bounds: ExchangeBounds,
  ) {
    this.timer = endAfter(bounds.timeoutMs, endLate, this);
  }

  /** undici calls this method when a connection sends the request. Before that, the request waits in this process. */
  onRequestStart(controller: Dispatcher.DispatchController): void {
    // An error thrown here cancels the request, but does not close the connection. abort() would close the
    // connection.
    if (this.hasEnded) throw new TimeoutError('the deadline has passed');
    this.controller = controller;
    this.sentAt = performance.now();
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number): void {
    this.status = status;
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.chunks.push(chunk);
  }

  onResponseEnd(): void {
    this.end();
    this.outcome.resolve({ status: this.status, text: textOf(this.chunks) });
  }

  onResponseError(_controller: Dispatcher.DispatchController | null, cause: Error): void {
    if (this.hasEnded) return;
    this.end();
    this.outcome.reject(
      isOwnError(cause) ? cause : new InstanceFailure(`no response from ${this.origin}`, { cause }),
    );
  }

  onDeadline(): void {
    if (this.hasEnded) return;
    this.end();
    const reason = new TimeoutError('the deadline has passed');
    const hadFairShare = performance.now() - this.sentAt >= this.bounds.fairShareMs;
    const isSilent = this.status === 0 && hadFairShare;
    this.outcome.reject(
      isSilent ? new InstanceFailure(`no response from ${this.origin} in time`, { cause: reason }) : reason,
    );
    this.controller?.abort(reason);
  }

  private end(): void {
    this.hasEnded = true;
    clearTimeout(this.timer);
  }
}

function endLate(running: Exchange): void {
  running.onDeadline();
}

function textOf(chunks: readonly Buffer[]): string {
  const [first] = chunks;
  return first && chunks.length === 1 ? first.toString() : Buffer.concat(chunks).toString();
}

function isOwnError(error: unknown): boolean {
  if (error instanceof errors.ResponseExceededMaxSizeError) return true;
  if (error instanceof errors.ClientClosedError || error instanceof errors.ClientDestroyedError) return true;
  return error instanceof Error && 'code' in error && OWN_FAULTS.has(error.code);
}
