import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import {
  type Contract,
  type Operation,
  type RequestTarget,
  acceptedRequestId,
  createRouter,
  exposedOperationsOf,
  hasPage,
  methodsOf,
  operationsOf,
  readPath,
  readTarget,
} from '#contracts/vocabulary';
import { BoundedServer, connectionLimits, headFault } from '#libs/http-server';
import { EDGE_IDLE_MS } from '#libs/manifest';
import { allowEveryOrigin, isPreflight, sendPreflight } from './cross-origin.ts';
import { type EdgeProblem, edgeProblems, sendEdgeProblem } from './edge-problem.ts';
import { Upstream } from './upstream.ts';

export interface EdgeOptions {
  readonly host: string;
  readonly port: number;
  readonly contracts: readonly Contract[];
  /** Where each service listens. */
  readonly addresses: Readonly<Record<string, string>>;
  /** The service whose `ping` the edge passes on. */
  readonly defaultService: string;
  /** The mock, which serves the operations that are not built. Without it, their services return 501. */
  readonly mockAddress?: string;
  readonly timeouts?: Partial<EdgeTimeouts>;
}

/** How long the edge waits, in ms. */
export interface EdgeTimeouts {
  /** For the next byte of a connection to a caller or a service, and for the next request of a caller. */
  readonly idleMs: number;
  /** For a whole request, with its body. */
  readonly requestMs: number;
}

const TIMEOUTS: EdgeTimeouts = { idleMs: EDGE_IDLE_MS, requestMs: 30_000 };
/** How often Node looks for requests that take too long, in ms. */
const CHECK_MS = 1_000;

interface EdgeOperation extends Operation {
  readonly service: string;
}

/**
 * Stands in for the load balancer: passes exposed operations on to their services, and returns 404 for everything
 * else. Unlike the load balancer it says so in application/problem+json.
 */
export class Edge {
  readonly url: string;
  private readonly server: Server;
  private readonly upstream: Upstream;

  private constructor(server: Server, upstream: Upstream, url: string) {
    this.server = server;
    this.upstream = upstream;
    this.url = url;
  }

  static async start(options: EdgeOptions): Promise<Edge> {
    const { host, port } = options;
    const { idleMs, requestMs } = { ...TIMEOUTS, ...options.timeouts };
    const upstream = new Upstream({ idleMs, port });
    const routes = new EdgeRoutes(options);
    const server = new BoundedServer((request, response) => serve(request, response, { routes, upstream }), {
      ...connectionLimits,
      keepAliveMs: idleMs,
      headersMs: requestMs,
      requestMs,
      checkMs: Math.min(CHECK_MS, requestMs),
      // A caller that neither sends nor reads is gone; one that waits for a service gets 504 before.
      stalledMs: idleMs + CHECK_MS,
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(port, host, resolve);
    });
    return new Edge(server, upstream, `http://${host}:${port}`);
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
  { routes, upstream }: { readonly routes: EdgeRoutes; readonly upstream: Upstream },
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
  const operations = target ? routes.at(target) : [];
  // A service with pages tells a person itself what is wrong with a link.
  const isReadable = readTarget(url) !== undefined || operations.some(hasPage);
  if (!target || !isReadable) return refuse(edgeProblems.unreadable);
  if (isPreflight(request)) return sendPreflight(response, methodsOf(operations));
  if (operations.length === 0) return refuse(edgeProblems.notHere);
  if (routes.isInternal(method, target, operations)) {
    response.setHeader('allow', methodsOf(operations).join(', '));
    return refuse(edgeProblems.otherMethods);
  }
  const address = routes.addressOf(method, target, operations);
  if (address === undefined) return refuse(edgeProblems.noService);
  upstream.forward(request, response, { address, target, requestId, fail: refuse });
}

/** Where the edge passes requests on. */
class EdgeRoutes {
  private readonly exposed: ReturnType<typeof createRouter<EdgeOperation>>;
  private readonly every: ReadonlyMap<string, ReturnType<typeof createRouter>>;
  private readonly unbuilt: ReturnType<typeof createRouter>;

  private readonly options: EdgeOptions;

  constructor(options: EdgeOptions) {
    this.options = options;
    const { contracts, defaultService } = options;
    this.exposed = createRouter(
      contracts.flatMap((contract) =>
        exposedOperationsOf(contract, contract.name === defaultService).map((operation) => ({
          ...operation,
          service: contract.name,
        })),
      ),
    );
    this.every = new Map(contracts.map((contract) => [contract.name, createRouter(operationsOf(contract))]));
    this.unbuilt = createRouter(contracts.flatMap(operationsOf).filter(({ built }) => !built));
  }

  /** The exposed operations at a path. */
  at(target: RequestTarget): EdgeOperation[] {
    return this.exposed.at(target);
  }

  /** Whether an internal operation shares the path of exposed ones, and has this method. */
  isInternal(method: string, target: RequestTarget, [first]: readonly EdgeOperation[]): boolean {
    const router = first && this.every.get(first.service);
    return router?.match(asRead(method), target)?.operation.exposure === 'internal';
  }

  /** Where the service of operations listens; undefined where nobody has said it. */
  addressOf(method: string, target: RequestTarget, [first]: readonly EdgeOperation[]): string | undefined {
    const { addresses, mockAddress } = this.options;
    if (mockAddress !== undefined && this.unbuilt.match(asRead(method), target)) return mockAddress;
    return first && addresses[first.service];
  }
}

/** An operation that has GET has HEAD, too. */
function asRead(method: string): string {
  return method === 'HEAD' ? 'GET' : method;
}
