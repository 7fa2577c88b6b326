import { type IncomingMessage, type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { request as send } from 'undici';
import { type Contract, type ProblemType, problemBody } from '#contracts/vocabulary';
import { freePort } from '#libs/stand-ins';
import { Mock } from '#tools/local-stack';

const HOST = '127.0.0.1';
const HEADERS = ['content-type', 'allow', 'location'];

/** What is said to a caller. */
export interface Told {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Makes something else of an honest answer. */
export type Lie = (honest: Told, asked: IncomingMessage) => Told;

const honestly: Lie = (honest) => honest;

/** Answers as the mock of a contract does, until it is told to lie. */
export class LyingServer {
  lie: Lie = honestly;
  private readonly server: Server;

  private constructor(private readonly mock: Mock) {
    this.server = createServer((asked, response) => {
      honestAnswer(mock.url, asked)
        .then((honest) => this.lie(honest, asked))
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

async function honestAnswer(url: string, asked: IncomingMessage): Promise<Told> {
  const { authorization, prefer, 'content-type': type } = asked.headers;
  const answer = await send(`${url}${asked.url}`, {
    method: asked.method ?? 'GET',
    headers: {
      ...(authorization && { authorization }),
      ...(prefer && { prefer }),
      ...(type && { 'content-type': type }),
    },
    body: await buffer(asked),
  });
  const headers = HEADERS.map((name) => [name, answer.headers[name]] as const);
  return {
    status: answer.statusCode,
    headers: Object.fromEntries(
      headers.flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
    ),
    body: await answer.body.text(),
  };
}

/** A success with this body. */
export function successOf(body: unknown): Told {
  return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

/** A problem as the platform would answer it, with some fields that are others. */
export function problemOf(problem: ProblemType, others: object = {}): Told {
  const body = { ...problemBody(problem, { path: '/', requestId: 'r' }), ...others };
  return {
    status: problem.status,
    headers: { 'content-type': 'application/problem+json' },
    body: JSON.stringify(body),
  };
}
