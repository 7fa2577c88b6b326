import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { type Contract, exposedOperationsOf, hasPage, operationsOf } from '#contracts/vocabulary';
import { acceptedRequestId, createRouter, methodsOf, readPath, readTarget } from '#libs/http-rules';
import { BoundedServer, connectionLimits, headFault } from '#libs/http-server';
import { EDGE_IDLE_MS } from '#libs/manifest';
import { allowEveryOrigin, isPreflight, sendPreflight } from './cross-origin.ts';
import { isUploadPath } from '../mock/uploads.ts';
import type { Pages } from '../pages/pages.ts';
import { type EdgeProblem, edgeProblems, sendEdgeProblem } from './edge-problem.ts';
import { Upstream } from './upstream.ts';

export interface EdgeOptions {
  readonly host: string;
  readonly port: number;
  readonly contracts: readonly Contract[];
  readonly addresses: Readonly<Record<string, string>>;
  /** The service that responds to `/ping`. */
  readonly defaultService: string;
  /**
   * The URL of the mock, which responds for operations that are not built. Without the mock, the services
   * return 501 for these operations.
   */
  readonly mockAddress?: string;
  readonly pages?: Pages;
  readonly timeouts?: Partial<EdgeTimeouts>;
}

/** In ms. */
export interface EdgeTimeouts {
  /**
   * The maximum time without data on a connection. This is also the maximum time between two requests of a
   * caller.
   */
  readonly idleMs: number;
  /** The maximum time to receive a whole request, including its body. */
  readonly requestMs: number;
}

const TIMEOUTS: EdgeTimeouts = { idleMs: EDGE_IDLE_MS, requestMs: 30_000 };
/** How often Node checks for slow requests, in ms. */
const CHECK_MS = 1_000;

/**
 * Replaces the load balancer in the local stack. Forwards exposed operations to their services, and returns
 * 404 for all other requests. Unlike the load balancer, the edge sends errors as application/problem+json.
 */
export class Edge {
  readonly url: string;
  private readonly server: Server;
  private readonly upstream: Upstream;
  private readonly options: EdgeOptions;
  private routes: Routes;

  private constructor(options: EdgeOptions, upstream: Upstream) {
    const { host, port } = options;
    const { idleMs, requestMs } = { ...TIMEOUTS, ...options.timeouts };
    this.options = options;
    this.upstream = upstream;
    this.url = `http://${host}:${port}`;
    this.routes = createRoutes(options);
    this.server = new BoundedServer(
      (request, response) =>
        serve(request, response, { routes: this.routes, upstream, pages: options.pages }),
      {
        ...connectionLimits,
        keepAliveMs: idleMs,
        headersMs: requestMs,
        requestMs,
        checkMs: Math.min(CHECK_MS, requestMs),
        // This limit is longer than the limit for services, so that a waiting caller gets 504 before its
        // connection closes.
        stalledMs: idleMs + CHECK_MS,
      },
    );
  }

  static async start(options: EdgeOptions): Promise<Edge> {
    const { host, port } = options;
    const { idleMs } = { ...TIMEOUTS, ...options.timeouts };
    const edge = new Edge(options, new Upstream({ idleMs, port }));
    await once(edge.server.listen(port, host), 'listening');
    return edge;
  }

  useContracts(contracts: readonly Contract[]): void {
    this.routes = createRoutes({ ...this.options, contracts });
  }

  async stop(): Promise<void> {
    this.upstream.close();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

function serve(
  request: IncomingMessage,
  response: ServerResponse,
  { routes, upstream, pages }: Serving,
): void {
  const requestId = acceptedRequestId(request.headers['x-request-id']) ?? randomUUID();
  const { method = '', url = '' } = request;
  const target = readPath(url);
  allowEveryOrigin(response);
  const refuse = (problem: EdgeProblem): void =>
    sendEdgeProblem(response, problem, { target: url, requestId });
  const fault = headFault(request);
  if (fault) {
    if (fault.closes) response.setHeader('connection', 'close');
    return refuse({ ...fault.problem, detail: fault.detail });
  }
  const operations = target ? routes.exposed.at(target) : [];
  // A service with pages shows people an HTML page for a broken link, so the edge forwards an unreadable
  // target to this service.
  const isReadable = readTarget(url) !== undefined || operations.some(hasPage);
  if (!target || !isReadable) return refuse(edgeProblems.unreadable);
  const { mockAddress } = routes;
  const isUpload = mockAddress !== undefined && isUploadPath(target.path);
  if (isPreflight(request)) return sendPreflight(response, isUpload ? ['PUT'] : methodsOf(operations));
  const [first] = operations;
  if (!first) {
    // Operations that are not built return upload addresses of the mock.
    if (isUpload && method === 'PUT')
      return upstream.forward(request, response, { address: mockAddress, target, requestId, fail: refuse });
    if (pages?.serve(request, response)) return;
    return refuse(edgeProblems.notHere);
  }
  const called = routes.all.match(method, target)?.operation;
  if (called?.exposure === 'internal') {
    response.setHeader('allow', methodsOf(operations).join(', '));
    return refuse(edgeProblems.otherMethods);
  }
  const address = (called?.built === false ? mockAddress : undefined) ?? routes.addresses[first.service];
  if (address === undefined) return refuse(edgeProblems.noService);
  upstream.forward(request, response, { address, target, requestId, fail: refuse });
}

interface Serving {
  readonly routes: Routes;
  readonly upstream: Upstream;
  readonly pages: Pages | undefined;
}

type Routes = ReturnType<typeof createRoutes>;

function createRoutes({ contracts, defaultService, addresses, mockAddress }: EdgeOptions) {
  const exposed = contracts.flatMap((contract) =>
    exposedOperationsOf(contract, contract.name === defaultService).map((operation) => ({
      ...operation,
      service: contract.name,
    })),
  );
  return {
    exposed: createRouter(exposed),
    all: createRouter(contracts.flatMap(operationsOf)),
    addresses,
    mockAddress,
  };
}
