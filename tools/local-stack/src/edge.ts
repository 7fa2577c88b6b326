import {
  Agent,
  type IncomingMessage,
  type Server,
  type ServerResponse,
  createServer,
  request as send,
} from 'node:http';
import {
  type Contract,
  type Operation,
  type ProblemType,
  createRouter,
  methodsOf,
  operationsOf,
  platformProblems,
  problemUri,
} from '#contracts/vocabulary';
import { allowEveryOrigin, isPreflight, sendPreflight } from '#tools/mock';

export interface EdgeOptions {
  readonly host: string;
  readonly port: number;
  readonly contracts: readonly Contract[];
  /** Where each service listens. */
  readonly addresses: Readonly<Record<string, string>>;
  /** The service that gets what no route claims. */
  readonly defaultService: string;
  /** Operations that somebody else answers in their service's place. */
  readonly replaced?: { readonly operations: readonly Operation[]; readonly address: string };
}

/** As at a load balancer, an answer has this long to begin (ms). */
const ANSWER_TIMEOUT_MS = 30_000;

/** What the edge itself answers, in no service's place. */
interface EdgeProblem extends Pick<ProblemType, 'code' | 'status' | 'title'> {
  readonly detail: string;
}

const NO_ANSWER: EdgeProblem = {
  ...platformProblems.unavailable,
  detail: 'The service behind this path does not answer; try again',
};
const NOT_HERE: EdgeProblem = { ...platformProblems.notFound, detail: platformProblems.notFound.title };

/** Stands in for the load balancer: routes by the contracts' paths, and refuses those that only machines may call. */
export class Edge {
  readonly url: string;
  private readonly server: Server;
  private readonly agent: Agent;

  private constructor(server: Server, agent: Agent, url: string) {
    this.server = server;
    this.agent = agent;
    this.url = url;
  }

  static async start(options: EdgeOptions): Promise<Edge> {
    const { host, port, contracts, addresses, defaultService, replaced } = options;
    const router = createRouter(claimingOperations(contracts));
    const serviceAt = (path: string) => serviceBehind(router.at(path), defaultService);
    const replacedRouter = createRouter(replaced?.operations.filter(isRouted) ?? []);
    const agent = new Agent({ keepAlive: true });
    const server = createServer((request, response) => {
      const path = request.url?.split('?')[0] ?? '/';
      allowEveryOrigin(response);
      if (isPreflight(request)) {
        sendPreflight(request, response, methodsOf(router.at(path).filter(isRouted)));
        return;
      }
      const isReplaced = replacedRouter.match(request.method ?? '', path) !== undefined;
      const service = serviceAt(path);
      if (service === undefined) return sendProblem(response, path, NOT_HERE);
      const address = isReplaced ? replaced?.address : addresses[service];
      if (address === undefined) return sendProblem(response, path, NO_ANSWER);
      forward(request, response, { address, agent, path });
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(port, host, resolve);
    });
    return new Edge(server, agent, `http://${host}:${port}`);
  }

  async stop(): Promise<void> {
    this.agent.destroy();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

interface ClaimingOperation extends Operation {
  readonly service: string;
}

/** The operations that claim a path for their service; every service answers ping. */
function claimingOperations(contracts: readonly Contract[]): ClaimingOperation[] {
  return contracts.flatMap((contract) =>
    operationsOf(contract)
      .filter(({ id }) => id !== 'ping')
      .map((operation) => ({ ...operation, service: contract.name })),
  );
}

/** The service behind a path; undefined where all operations that the path has are for machines. */
function serviceBehind(found: readonly ClaimingOperation[], defaultService: string): string | undefined {
  return found.length === 0 ? defaultService : found.find(isRouted)?.service;
}

function isRouted({ id, access }: Operation): boolean {
  return id !== 'ping' && !access.startsWith('machine:');
}

function forward(
  request: IncomingMessage,
  response: ServerResponse,
  { address, agent, path }: { readonly address: string; readonly agent: Agent; readonly path: string },
): void {
  const { hostname, port } = new URL(address);
  const client = request.socket.remoteAddress ?? '';
  const forwardedFor = [request.headers['x-forwarded-for'], client].flat().filter(Boolean).join(', ');
  const upstream = send({
    agent,
    host: hostname,
    port,
    method: request.method,
    path: request.url,
    headers: { ...request.headers, 'x-forwarded-for': forwardedFor, 'x-forwarded-proto': 'http' },
    timeout: ANSWER_TIMEOUT_MS,
  });
  upstream.on('response', (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
    answer.pipe(response);
  });
  upstream.on('timeout', () => upstream.destroy(new Error('no answer in time')));
  upstream.on('error', () =>
    response.headersSent ? response.destroy() : sendProblem(response, path, NO_ANSWER),
  );
  response.on('close', () => {
    // A service may answer before it has the whole body; a caller whose rest is not read may miss the answer.
    request.unpipe(upstream).resume();
    upstream.destroy();
  });
  request.pipe(upstream);
}

function sendProblem(
  response: ServerResponse,
  path: string,
  { code, status, title, detail }: EdgeProblem,
): void {
  response.writeHead(status, { 'content-type': 'application/problem+json' });
  response.end(
    JSON.stringify({
      type: problemUri(code),
      title,
      status,
      detail,
      instance: path,
      code,
      request_id: 'none',
    }),
  );
}
