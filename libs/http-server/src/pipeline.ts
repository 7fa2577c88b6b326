import { AsyncResource } from 'node:async_hooks';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { ConnectionLimits } from './connection-limits.ts';

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

interface PipelineOwner {
  readonly limits: ConnectionLimits;
  readonly listener: RequestListener;
  /** Called when no request of the connection is in progress or waiting. */
  readonly onIdle: () => void;
}

/**
 * Handles the requests of one connection one after another. HTTP/1.1 sends responses in the order of the requests. So
 * a second response would wait in memory until the caller has read the first response.
 */
export class Pipeline {
  private readonly socket: Socket;
  private readonly owner: PipelineOwner;
  private readonly waiting: (Exchange & { readonly start: () => void })[] = [];
  private current: Exchange | undefined;
  private lastWords: string | undefined;
  /**
   * How many bytes had been read when the last request ended. Infinity after an early response, until the rest of the
   * request has arrived.
   */
  private readWhenIdle = 0;
  private isDraining = false;
  private isHeld = false;

  constructor(socket: Socket, owner: PipelineOwner) {
    this.socket = socket;
    this.owner = owner;
    socket.once('close', () => (this.waiting.length = 0));
  }

  /** False if a request is in progress, is waiting, or has arrived only in part. */
  get isIdle(): boolean {
    return !this.current && this.waiting.length === 0 && this.socket.bytesRead <= this.readWhenIdle;
  }

  /** Closes the connection if it has too many waiting requests. */
  add(request: IncomingMessage, response: ServerResponse): void {
    const exchange = { request, response };
    if (this.lastWords !== undefined) return;
    if (!this.current && !this.isHeld) return this.start(exchange);
    if (this.waiting.length >= this.owner.limits.waitingRequests) {
      this.socket.destroy();
      return;
    }
    // Binds `start` to the async context of this request. Otherwise `start` would run in the context of the previous
    // request.
    this.waiting.push({ ...exchange, start: AsyncResource.bind(() => this.start(exchange)) });
  }

  /** From now on, the last pending response has `Connection: close`. */
  drain(): void {
    this.isDraining = true;
    if (this.current) this.closeAfterLast(this.current);
  }

  hold(): void {
    this.isHeld = true;
  }

  release(): void {
    this.isHeld = false;
    if (!this.current && this.waiting.length > 0) this.next();
  }

  /** Sends these bytes after all pending responses, as the connection's last response. */
  end(bytes: string): void {
    if (this.lastWords !== undefined) return;
    this.lastWords = bytes;
    if (!this.current && this.waiting.length === 0) return this.close(bytes);
    if (!this.current) return;
    const { request, response } = this.current;
    if (request.complete) return;
    // The invalid bytes belong to the current request, so this request will never be complete.
    if (response.headersSent) this.socket.destroy();
    else this.close(bytes);
  }

  private start(exchange: Exchange): void {
    const { request, response } = exchange;
    this.current = exchange;
    if (this.isDraining) this.closeAfterLast(exchange);
    response.once('close', () => this.next(request));
    this.owner.listener(request, response);
  }

  private next(ended?: IncomingMessage): void {
    this.current = undefined;
    if (this.socket.destroyed || (this.isHeld && this.waiting.length > 0)) return;
    const next = this.waiting.shift();
    if (next && (next.request.complete || this.lastWords === undefined)) return next.start();
    if (this.lastWords !== undefined) return this.close(this.lastWords);
    this.readWhenIdle = this.socket.bytesRead;
    if (ended?.complete === false) this.ignoreRestOf(ended);
    this.owner.onIdle();
  }

  /** Node reads a whole request even if the response is sent early, for example because of a wrong media type. */
  private ignoreRestOf(request: IncomingMessage): void {
    this.readWhenIdle = Infinity;
    request.once('end', () => (this.readWhenIdle = this.socket.bytesRead));
  }

  private closeAfterLast({ response }: Exchange): void {
    if (this.waiting.length === 0 && !response.headersSent) response.shouldKeepAlive = false;
  }

  /**
   * Gives the caller time to read the response. Destroying a connection with unread bytes resets the connection, and
   * the response could get lost.
   */
  private close(lastWords: string): void {
    this.socket.end(lastWords);
    setTimeout(() => this.socket.destroy(), this.owner.limits.lingerMs).unref();
  }
}
