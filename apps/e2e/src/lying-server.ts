import { type IncomingMessage, type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { request as send } from 'undici';
import { type Contract, type ProblemType } from '#contracts/vocabulary';
import { problemBody } from '#libs/http-rules';
import { freePort } from '#libs/stand-ins';
import { Mock } from '#tools/local-stack';

const HOST = '127.0.0.1';
const HEADERS = ['content-type', 'allow', 'location'];

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export type Lie = (honest: Reply, request: IncomingMessage) => Reply;

const honestly: Lie = (honest) => honest;

/** Responds like the mock of a contract, until a test sets `lie`. */
export class LyingServer {
  lie: Lie = honestly;
  private readonly server: Server;

  private constructor(private readonly mock: Mock) {
    this.server = createServer((request, response) => {
      honestReply(mock.url, request)
        .then((honest) => this.lie(honest, request))
        .then(({ status, headers, body }) => response.writeHead(status, headers).end(body))
        .catch(() => response.destroy());
    });
  }

  static async start(contract: Contract): Promise<LyingServer> {
    const mock = await Mock.start({
      host: HOST,
      port: await freePort(),
      contracts: [contract],
      defaultService: contract.name,
      standsFor: 'services',
    });
    const lying = new LyingServer(mock);
    await new Promise<void>((resolve) => lying.server.listen(0, HOST, resolve));
    return lying;
  }

  get url(): string {
    return `http://${HOST}:${(this.server.address() as AddressInfo).port}`;
  }

  beHonest(): void {
    this.lie = honestly;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
    await this.mock.stop();
  }
}

async function honestReply(url: string, request: IncomingMessage): Promise<Reply> {
  const { authorization, prefer, 'content-type': type } = request.headers;
  const response = await send(`${url}${request.url}`, {
    method: request.method ?? 'GET',
    headers: {
      ...(authorization && { authorization }),
      ...(prefer && { prefer }),
      ...(type && { 'content-type': type }),
    },
    body: await buffer(request),
  });
  const headers = HEADERS.map((name) => [name, response.headers[name]] as const);
  return {
    status: response.statusCode,
    headers: Object.fromEntries(
      headers.flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
    ),
    body: await response.body.text(),
  };
}

export function successOf(body: unknown): Reply {
  return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

/** Builds a problem as the platform does, except for the fields in `others`. */
export function problemOf(problem: ProblemType, others: object = {}): Reply {
  const body = { ...problemBody(problem, { path: '/', requestId: 'r' }), ...others };
  return {
    status: problem.status,
    headers: { 'content-type': 'application/problem+json' },
    body: JSON.stringify(body),
  };
}
