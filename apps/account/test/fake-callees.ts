import { type IncomingHttpHeaders, type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { cardContract } from '#contracts/card';
import { invoiceContract } from '#contracts/invoice';
import { type SpendOverview, transactionContract } from '#contracts/transaction';
import {
  type Contract,
  type Example,
  type ProblemType,
  createRouter,
  operationsOf,
  platformProblems,
  problemBody,
} from '#contracts/vocabulary';

interface CalleeRequest {
  /** The called operation; undefined for a path that the contract does not have. */
  readonly operation: string | undefined;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: IncomingHttpHeaders;
}

/** What a callee sends, or that it resets the connection. */
type CalleeReply =
  { readonly status: number; readonly type: string; readonly body: string } | 'connection reset';

export type Behaviour = (request: CalleeRequest) => CalleeReply | Promise<CalleeReply>;

/** A JSON response. */
export function jsonReply(body: unknown, status = 200): CalleeReply {
  return { status, type: 'application/json', body: JSON.stringify(body) };
}

/** A response with application/problem+json. */
function problemReply(problem: ProblemType): CalleeReply {
  const body = problemBody(problem, { path: '/', requestId: 'request-of-callee' });
  return { status: problem.status, type: 'application/problem+json', body: JSON.stringify(body) };
}

/** Ways to fail, as the caller sees them. */
export const failures: Readonly<Record<string, Behaviour>> = {
  'hangs past the deadline': () => new Promise(() => undefined),
  'sends truncated JSON': () => ({ status: 200, type: 'application/json', body: '{"data":[' }),
  'sends JSON of another shape': () => jsonReply({ data: [{ id: 7 }], page: null }),
  'sends an HTML page': () => ({ status: 200, type: 'text/html', body: '<html>Welcome</html>' }),
  'responds 500': () => problemReply(platformProblems.internalError),
  'responds 502 with the page of a proxy': () => ({
    status: 502,
    type: 'text/html',
    body: '<html>Bad gateway</html>',
  }),
  'responds that it does not know the account': () => problemReply(platformProblems.accountNotFound),
  'resets connections': () => 'connection reset',
};

/** A fake of another service. A function makes its responses; by default it returns the examples of the contract. */
export class FakeCallee {
  readonly seen: CalleeRequest[] = [];
  behaviour: Behaviour;
  /** The number of requests that have no response yet. */
  waiting = 0;
  private readonly server: Server;

  private constructor(
    readonly contract: Contract,
    private port = 0,
  ) {
    const router = createRouter(operationsOf(contract));
    this.behaviour = answerFromExamples(contract);
    this.server = createServer((message, response) => {
      const url = new URL(message.url ?? '/', 'http://callee');
      const request = {
        operation: router.match(message.method ?? '', url.pathname)?.operation.id,
        query: Object.fromEntries(url.searchParams),
        headers: message.headers,
      };
      this.seen.push(request);
      this.waiting += 1;
      response.on('close', () => (this.waiting -= 1));
      void Promise.resolve(this.behaviour(request)).then((reply) => send(response, reply));
    });
  }

  static async start(contract: Contract): Promise<FakeCallee> {
    const callee = new FakeCallee(contract);
    await callee.listen();
    return callee;
  }

  /** An entry of SERVICE_ADDRESSES. */
  get address(): string {
    return `${this.contract.name}=http://127.0.0.1:${this.port}`;
  }

  /** Goes back to the examples of the contract. */
  behave(): void {
    this.behaviour = answerFromExamples(this.contract);
  }

  /** Listens on its address again after `stop`. */
  async listen(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject).listen(this.port, '127.0.0.1', resolve);
    });
    this.port = (this.server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** The services that the account service calls. */
export async function startCallees() {
  const [card, transaction, invoice] = await Promise.all([
    FakeCallee.start(cardContract),
    FakeCallee.start(transactionContract),
    FakeCallee.start(invoiceContract),
  ]);
  return { card, transaction, invoice };
}

export type Callees = Awaited<ReturnType<typeof startCallees>>;

/** Responds with the contract's example of the account, or with ACCOUNT_NOT_FOUND. */
export function answerFromExamples(contract: Contract): Behaviour {
  const examples = new Map(operationsOf(contract).map(({ id, examples }) => [id, Object.values(examples)]));
  return ({ operation = '', query }) => {
    const ofAccount = (examples.get(operation) ?? []).filter(
      (example) => example.query?.account_id === query.account_id,
    );
    const example = ofAccount.find((candidate) => matches(candidate, query)) ?? ofAccount[0];
    return example ? jsonReply(example.response) : problemReply(platformProblems.accountNotFound);
  };
}

/** Responds with the wireframe's spend overview and these changes. */
export function withSpendOverview(change: Partial<SpendOverview>): Behaviour {
  const { examples, responses } = transactionContract.operations.getSpendOverview;
  const { data } = responses[200].schema.parse(examples.wireframe?.response);
  return () => jsonReply({ data: { ...data, ...change } });
}

function matches(example: Example, query: Readonly<Record<string, string>>): boolean {
  return Object.entries(example.query ?? {}).every(([name, value]) => query[name] === value);
}

function send(response: ServerResponse, reply: CalleeReply): void {
  if (reply === 'connection reset') {
    response.destroy();
    return;
  }
  response.writeHead(reply.status, { 'content-type': reply.type }).end(reply.body);
}
