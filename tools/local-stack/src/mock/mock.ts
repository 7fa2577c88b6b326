import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import {
  type Contract,
  IDEMPOTENCY_KEY_HEADER,
  type Operation,
  REPLAYED_HEADER,
  type RequestTarget,
  createRouter,
  exposedOperationsOf,
  methodsOf,
  operationsOf,
  pathInTarget,
  platformProblems,
  readPath,
  readRequest,
  readTarget,
  refusalDetails,
} from '#contracts/vocabulary';
import { BoundedServer, headFault } from '#libs/http-server';
import { type Answer, refuse } from './answer.ts';
import { KeyedAnswers } from './keyed-answers.ts';
import { chooseAnswer } from './choose-answer.ts';
import { allowEveryOrigin, isPreflight, sendPreflight } from '../edge/cross-origin.ts';
import { readBody, recordOf, requestIdOf } from './incoming.ts';
import { appliedText, preferenceOf } from './preference.ts';
import { SLOW, meantFor, scenarioOfAccount, scenariosOf } from './scenarios.ts';
import { sendAnswer } from './send-answer.ts';
import { WrittenEntities } from './written-entities.ts';

export interface MockOptions {
  readonly host: string;
  readonly port: number;
  readonly contracts: readonly Contract[];
  /** The service that answers `/ping`. */
  readonly defaultService: string;
  /**
   * What the mock stands in for: the edge, where internal operations don't exist (default), or the services behind
   * it, which other services call.
   */
  readonly standsFor?: 'edge' | 'services';
  /** How long the scenario `slow` takes (ms). */
  readonly slowMs?: number;
}

interface MockedOperation extends Operation {
  readonly contract: Contract;
}

const SLOW_MS = 3_000;

/** Answers every operation of contracts from their examples: no database, no service's code. */
export class Mock {
  readonly url: string;
  private readonly server: Server;

  private constructor(server: Server, url: string) {
    this.server = server;
    this.url = url;
  }

  static async start(options: MockOptions): Promise<Mock> {
    const { host, port } = options;
    const answers = new Answers(options);
    const server = new BoundedServer((request, response) => {
      answers.answer(request, response).catch(() => response.destroy());
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(port, host, resolve);
    });
    return new Mock(server, `http://${host}:${port}`);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

class Answers {
  private readonly written = new WrittenEntities();
  private readonly keyed = new KeyedAnswers();
  private readonly router: ReturnType<typeof createRouter<MockedOperation>>;
  private readonly scenarios: ReadonlySet<string>;
  private readonly defaultService: string;
  private readonly slowMs: number;

  constructor({ contracts, defaultService, standsFor = 'edge', slowMs = SLOW_MS }: MockOptions) {
    this.scenarios = scenariosOf(contracts);
    this.defaultService = defaultService;
    this.slowMs = slowMs;
    this.router = createRouter(
      contracts.flatMap((contract) =>
        operationsAt(standsFor, contract, defaultService).map((operation) => ({ ...operation, contract })),
      ),
    );
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const requestId = requestIdOf(request);
    const target = readTarget(request.url ?? '');
    const place = readPath(request.url ?? '');
    const here = place ? this.router.at(place) : [];
    allowEveryOrigin(response);
    response.setHeader('x-request-id', requestId);
    response.setHeader('x-content-type-options', 'nosniff');
    response.setHeader('cache-control', 'no-store');
    const path = pathInTarget(request.url ?? '');
    const about = { path, requestId, operations: here, headers: request.headers };
    const fault = headFault(request);
    if (fault) {
      if (fault.closes) response.setHeader('connection', 'close');
      sendAnswer(response, refuse(fault.problem, fault.detail), about);
      return;
    }
    if (isPreflight(request)) {
      sendPreflight(response, methodsOf(here));
      return;
    }
    const match = target && this.router.match(methodOf(request), target);
    if (target && !match && here.length > 0) response.setHeader('allow', methodsOf(here).join(', '));
    const answer = match
      ? await this.toOperation(match.operation, { ...match, query: target.query }, request, response)
      : refuseTarget(request, target, here);
    sendAnswer(response, answer, about);
  }

  private async toOperation(
    operation: MockedOperation,
    { params, query }: { readonly params: Readonly<Record<string, string>>; readonly query: string },
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<Answer> {
    const body = await readBody(request);
    if (operation.access !== 'public' && !/^Bearer \S+$/i.test(request.headers.authorization ?? ''))
      return refuse(platformProblems.unauthenticated, 'Send any bearer token; the mock takes them all');
    if (body.kind === 'too large' && operation.body)
      return refuse(platformProblems.payloadTooLarge, refusalDetails.bodyTooLarge);
    if (body.kind !== 'read' && operation.body)
      return refuse(platformProblems.invalidRequest, refusalDetails.unreadable);
    const contentType = request.headers['content-type'];
    const value = body.kind === 'read' ? body.value : undefined;
    const asked = { params, query: recordOf(new URLSearchParams(query)), body: value };
    const read = readRequest(operation, {
      ...asked,
      contentType,
      accept: request.headers.accept,
      idempotencyKeys: request.headersDistinct[IDEMPOTENCY_KEY_HEADER.toLowerCase()] ?? [],
    });
    if (!read.ok) {
      const { problem, detail, errors } = read.refusal;
      return formAgain(operation, contentType, problem.status) ?? refuse(problem, detail, errors);
    }
    if (operation.id === 'ping') return this.pong();
    const preferred = preferenceOf([request.headers.prefer].flat().join());
    const preference = meantFor(operation, preferred, this.scenarios);
    if (preference) response.setHeader('preference-applied', appliedText(preference));
    const scenario = preference ? preference.example : scenarioOfAccount(operation, asked);
    if (scenario === SLOW) await delay(this.slowMs);
    const siblings = operationsOf(operation.contract);
    const { request: parsed } = read;
    const question = { operation, siblings, asked, request: parsed, preference, written: this.written };
    const caller = request.headers.authorization;
    const { answer, isReplay } = this.keyed.answer(operation, parsed, caller, () => chooseAnswer(question));
    if (isReplay) response.setHeader(REPLAYED_HEADER, 'true');
    return answer;
  }

  private pong(): Answer {
    return { kind: 'json', status: 200, body: { data: { service: this.defaultService, version: 'mock' } } };
  }
}

/** The operations of a contract that callers reach where the mock stands. */
function operationsAt(place: 'edge' | 'services', contract: Contract, defaultService: string): Operation[] {
  if (place === 'services') return operationsOf(contract);
  return exposedOperationsOf(contract, contract.name === defaultService);
}

function refuseTarget(
  { method = '' }: IncomingMessage,
  target: RequestTarget | undefined,
  here: readonly Operation[],
): Answer {
  if (!target) return refuse(platformProblems.invalidRequest, refusalDetails.unreadable);
  return here.length > 0
    ? refuse(platformProblems.methodNotAllowed, refusalDetails.methodNotAnswered(method))
    : refuse(platformProblems.notFound, refusalDetails.nothingHere);
}

/** What answers GET answers HEAD, too; Node leaves the body out. */
function methodOf({ method = '' }: IncomingMessage): string {
  return method === 'HEAD' ? 'GET' : method;
}

/** A form that is not valid is shown again, where the contract says so. */
function formAgain(
  { responses, summary }: Operation,
  contentType: string | undefined,
  refused: number,
): Answer | undefined {
  const isForm = contentType?.startsWith('application/x-www-form-urlencoded') ?? false;
  const [status] =
    Object.entries(responses).find(([status, { kind }]) => kind === 'html' && status >= '400') ?? [];
  if (!isForm || refused !== platformProblems.invalidRequest.status || status === undefined) return undefined;
  return { kind: 'html', status: Number(status), title: summary };
}
