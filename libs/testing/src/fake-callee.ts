import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import {
  type Contract,
  type JsonBody,
  type Operation,
  jsonResponse,
  operationsOf,
  platformProblems,
  problemsOf,
} from '#contracts/vocabulary';
import { createRouter } from '#libs/http-rules';
import {
  type Behaviour,
  type CalleeReply,
  type CalleeRequest,
  jsonReply,
  problemReply,
} from './callee-replies.ts';
import { findExample } from './find-example.ts';

/**
 * Replaces a service that the tested service calls. Returns the contract's example with the same parameters, unless a
 * test sets a `stub` or a different `behaviour`. If no example matches, the test's request to TestService fails.
 */
export class FakeCallee<C extends Contract = Contract> {
  readonly seen: CalleeRequest[] = [];
  behaviour: Behaviour = (request) => this.respondFromExamples(request);
  waiting = 0;
  private readonly server: Server;
  private readonly stubs = new Map<string, Behaviour>();
  private readonly router: ReturnType<typeof createRouter<Operation>>;
  private unexpected: string[] = [];

  private constructor(
    readonly contract: C,
    private port = 0,
  ) {
    this.router = createRouter(operationsOf(contract));
    this.server = createServer((message, response) => {
      this.waiting += 1;
      response.on('close', () => (this.waiting -= 1));
      void this.respond(message).then((reply) => send(response, reply));
    });
  }

  static async start<C extends Contract>(contract: C): Promise<FakeCallee<C>> {
    const callee = new FakeCallee(contract);
    await callee.listen();
    return callee;
  }

  /** In the format of SERVICE_ADDRESSES. */
  get address(): string {
    return `${this.contract.name}=http://127.0.0.1:${this.port}`;
  }

  stub<K extends keyof C['operations'] & string>(
    operation: K,
    response: JsonBody<C['operations'][K]> | Behaviour,
  ): void {
    const { [operation]: definition } = operationsById(this.contract);
    const status = definition && jsonResponse(definition)?.status;
    this.stubs.set(operation, isBehaviour(response) ? response : () => jsonReply(response, status));
  }

  /** Removes stubs and other behaviour, so that the fake returns examples again. */
  behave(): void {
    this.stubs.clear();
    this.behaviour = (request) => this.respondFromExamples(request);
  }

  /** If no example has the request's parameters, the test's request to TestService fails. */
  respondFromExamples(request: CalleeRequest): CalleeReply {
    const operation = operationsById(this.contract)[request.operation];
    const example = operation && findExample(operation, request);
    if (!operation || !example) return this.refuse(describe(request));
    const problem = problemsOf(operation).find(({ code }) => code === example.problem);
    return problem ? problemReply(problem) : jsonReply(example.response, jsonResponse(operation)?.status);
  }

  /**
   * Returns one sentence for each call that matched no stub and no example. Covers only calls since the last check.
   */
  takeUnexpected(): string[] {
    const { unexpected } = this;
    this.unexpected = [];
    return unexpected;
  }

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

  private async respond(message: IncomingMessage): Promise<CalleeReply> {
    const { method = '', headers } = message;
    const url = new URL(message.url ?? '/', 'http://callee');
    const match = this.router.match(method, url.pathname);
    if (!match) return this.refuse(`${method} ${url.pathname}, which is not in its contract`);
    const sent = await text(message);
    const request = {
      operation: match.operation.id,
      params: match.params,
      query: Object.fromEntries(url.searchParams),
      body: sent === '' ? undefined : (JSON.parse(sent) as unknown),
      headers,
    };
    this.seen.push(request);
    return (this.stubs.get(request.operation) ?? this.behaviour)(request);
  }

  private refuse(call: string): CalleeReply {
    const { name } = this.contract;
    this.unexpected.push(`${name} got a call that the test does not stub, and no example matches: ${call}`);
    return problemReply(platformProblems.internalError);
  }
}

export type AnyFakeCallee = Omit<FakeCallee, 'stub'>;

function describe({ operation, params, query, body }: CalleeRequest): string {
  return `${operation} ${JSON.stringify({ ...params, ...query })}${body === undefined ? '' : ` ${JSON.stringify(body)}`}`;
}

function isBehaviour(response: unknown): response is Behaviour {
  return typeof response === 'function';
}

function operationsById(contract: Contract): Readonly<Record<string, Operation>> {
  return Object.fromEntries(operationsOf(contract).map((operation) => [operation.id, operation]));
}

function send(response: ServerResponse, reply: CalleeReply): void {
  if (reply === 'connection reset') {
    response.destroy();
    return;
  }
  response.writeHead(reply.status, { 'content-type': reply.type }).end(reply.body);
}
