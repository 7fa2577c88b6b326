import { type IncomingMessage, type RequestListener, Server, type ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { type ConnectionLimits, connectionLimits } from './connection-limits.ts';
import { Pipeline } from './pipeline.ts';
import { refusedTunnelMessage, unreadableRequestMessage } from './unreadable-request.ts';

/** A stopping server closes its listener when no new connection has arrived for this time. */
const QUIET_MS = 10;
const QUIET_ATTEMPTS = 20;

/**
 * An HTTP server that limits the cost of connections (see connectionLimits), and stops without failing a request. If
 * a request can't be parsed, the response is application/problem+json.
 */
export class BoundedServer extends Server {
  private readonly pipelines = new Map<Socket, Pipeline>();
  private readonly limits: ConnectionLimits;
  private listener: RequestListener;
  private isDraining = false;
  private isClosing = false;
  private isHolding = false;
  private accepted = 0;

  constructor(listener: RequestListener = refuseAll, limits: ConnectionLimits = connectionLimits) {
    super({
      maxHeaderSize: limits.headerBytes,
      headersTimeout: limits.headersMs,
      requestTimeout: limits.requestMs,
      keepAliveTimeout: limits.keepAliveMs,
      connectionsCheckingInterval: limits.checkMs,
      // headFault rejects a request without a Host header, and its response is a problem. Node's own response would
      // have no body.
      requireHostHeader: false,
    });
    this.limits = limits;
    this.listener = listener;
    this.maxConnections = limits.connections;
    this.timeout = limits.stalledMs;
    const add = (request: IncomingMessage, response: ServerResponse): void =>
      this.pipelineOf(request.socket).add(request, response);
    this.on('connection', (socket: Socket) => this.pipelineOf(socket));
    this.on('request', add);
    // RFC 9110 (10.1.1) allows a server to ignore an unknown expectation.
    this.on('checkExpectation', add);
    this.on('connect', (_request, socket) => this.endWith(refusedTunnelMessage(), socket));
    this.on('clientError', (error: NodeJS.ErrnoException, socket) => {
      if (error.code === 'ECONNRESET') socket.destroy();
      else this.endWith(unreadableRequestMessage(error), socket);
    });
  }

  /** Before the first call, the server responds to each request with 503 and no body. */
  answerWith(listener: RequestListener): this {
    this.listener = listener;
    return this;
  }

  /** Adds `Connection: close` to every response from now on. The server still accepts connections. */
  drain(): void {
    this.isDraining = true;
    for (const pipeline of this.pipelines.values()) pipeline.drain();
  }

  /**
   * Closes like `close`, but first accepts the connections that the kernel has already set up. Closing the listener
   * would reset these connections. Meanwhile, all requests wait, because a caller that gets a response may open a
   * further connection.
   */
  async stop(): Promise<void> {
    this.drain();
    for (const pipeline of this.pipelines.values()) pipeline.hold();
    this.isHolding = true;
    await this.untilNobodyConnects();
    const closed = new Promise((resolve) => this.close(resolve));
    this.isHolding = false;
    for (const pipeline of this.pipelines.values()) pipeline.release();
    await closed;
  }

  /**
   * Accepts no more connections, responds to the requests that callers have already sent, and closes all connections.
   */
  override close(callback?: (error?: Error) => void): this {
    this.isClosing = true;
    this.drain();
    return super.close(callback);
  }

  /**
   * Waits a short time before it closes idle connections, because a request may be on its way. Node's own method
   * closes connections at once, even before a response is sent.
   */
  override closeIdleConnections(): void {
    setTimeout(() => {
      for (const [socket, pipeline] of this.pipelines) if (pipeline.isIdle) socket.destroy();
    }, this.limits.onTheirWayMs);
  }

  private pipelineOf(socket: Socket): Pipeline {
    const known = this.pipelines.get(socket);
    if (known) return known;
    const pipeline = new Pipeline(socket, {
      limits: this.limits,
      listener: (request, response) => this.listener(request, response),
      onIdle: () => this.closeIfDone(socket),
    });
    if (this.isDraining) pipeline.drain();
    if (this.isHolding) pipeline.hold();
    this.accepted += 1;
    this.pipelines.set(socket, pipeline);
    socket.once('close', () => this.pipelines.delete(socket));
    return pipeline;
  }

  private async untilNobodyConnects(): Promise<void> {
    for (let attempt = 0; attempt < QUIET_ATTEMPTS; attempt += 1) {
      const before = this.accepted;
      await delay(QUIET_MS);
      if (this.accepted === before) return;
    }
  }

  private closeIfDone(socket: Socket): void {
    if (this.isClosing) socket.destroySoon();
  }

  private endWith(lastWords: string, socket: Duplex): void {
    if (!(socket instanceof Socket) || !socket.writable) socket.destroy();
    else this.pipelineOf(socket).end(lastWords);
  }
}

function refuseAll(_request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(503).end();
}
