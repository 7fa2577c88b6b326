import {
  Agent,
  type ClientRequest,
  type IncomingMessage,
  type ServerResponse,
  request as send,
} from 'node:http';
import type { RequestTarget } from '#libs/http-rules';
import { type EdgeProblem, edgeProblems } from './edge-problem.ts';
import { requestHeaders, responseHeaders } from './forwarded-headers.ts';

export interface UpstreamOptions {
  /** The maximum time without data on a connection to a service, in ms. */
  readonly idleMs: number;
  /** The edge's port. */
  readonly port: number;
}

export interface Forwarding {
  readonly address: string;
  readonly target: RequestTarget;
  readonly requestId: string;
  readonly fail: (problem: EdgeProblem) => void;
}

const REPEATABLE = ['GET', 'HEAD', 'OPTIONS'];

export class Upstream {
  private readonly agent: Agent;
  private readonly options: UpstreamOptions;

  constructor(options: UpstreamOptions) {
    this.options = options;
    // Services keep idle connections open longer than the edge, so the edge closes an idle connection first.
    this.agent = new Agent({ keepAlive: true, timeout: options.idleMs });
  }

  close(): void {
    this.agent.destroy();
  }

  /**
   * Forwards a request to a service, and forwards the response to the caller. A repeatable request uses a
   * kept-alive connection. If the service has just closed that connection, the edge repeats the request on a
   * new connection. Other requests always use a new connection, because a repetition could be harmful.
   */
  forward(request: IncomingMessage, response: ServerResponse, forwarding: Forwarding): void {
    const isRepeatable = REPEATABLE.includes(request.method ?? '') && !hasBody(request);
    this.attempt(request, response, forwarding, isRepeatable ? this.agent : false);
  }

  private attempt(
    request: IncomingMessage,
    response: ServerResponse,
    forwarding: Forwarding,
    agent: Agent | false,
  ): void {
    const upstream = this.open(request, forwarding, agent);
    let isLate = false;
    const abandon = (): void => {
      // A service may respond before it has read the whole body. If the edge does not read the whole body,
      // the caller might not get the response.
      request.unpipe(upstream).resume();
      upstream.destroy();
    };
    upstream.on('response', (received) => {
      response.writeHead(received.statusCode ?? edgeProblems.brokenOff.status, responseHeaders(received));
      received.on('error', () => response.destroy()).pipe(response);
    });
    upstream.on('timeout', () => {
      isLate = true;
      upstream.destroy(new Error('The service was silent for too long'));
    });
    upstream.on('error', (error) => {
      response.off('close', abandon);
      request.unpipe(upstream).resume();
      if (response.destroyed) return;
      if (response.headersSent) response.destroy();
      else if (upstream.reusedSocket && !isLate) this.attempt(request, response, forwarding, false);
      else forwarding.fail(problemOf(error, isLate));
    });
    response.on('close', abandon);
    request.pipe(upstream);
  }

  private open(
    request: IncomingMessage,
    { address, target, requestId }: Forwarding,
    agent: Agent | false,
  ): ClientRequest {
    const { hostname, port } = new URL(address);
    return send({
      agent,
      host: hostname,
      port,
      method: request.method,
      path: target.query === '' ? target.path : `${target.path}?${target.query}`,
      headers: {
        ...requestHeaders(request, { requestId, port: this.options.port }),
        // With `close`, a service resets the connection if it has not read the whole request.
        connection: 'keep-alive',
      },
      timeout: this.options.idleMs,
    });
  }
}

/**
 * Returns the problem with the load balancer's status: 503 if no service runs, 504 if the service is late,
 * 502 if the service closes the connection.
 */
function problemOf(error: NodeJS.ErrnoException, isLate: boolean): EdgeProblem {
  if (isLate) return edgeProblems.tooLate;
  return error.code === 'ECONNREFUSED' ? edgeProblems.noService : edgeProblems.brokenOff;
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}
