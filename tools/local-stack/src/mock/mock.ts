import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import {
  type Contract,
  type Operation,
  deprecationHeaders,
  exposedOperationsOf,
  operationsOf,
  platformProblems,
} from '#contracts/vocabulary';
import {
  IDEMPOTENCY_KEY_HEADER,
  type ParsedRequest,
  REPLAYED_HEADER,
  type RequestTarget,
  acceptedRequestId,
  createRouter,
  mediaTypeOf,
  methodsOf,
  pathInTarget,
  readPath,
  readRequest,
  readTarget,
  refusalDetails,
} from '#libs/http-rules';
import { BoundedServer, headFault } from '#libs/http-server';
import { allowEveryOrigin, isPreflight, sendPreflight } from '../edge/cross-origin.ts';
import type { Pages } from '../pages/pages.ts';
import type { Call } from './call.ts';
import { isImagePath } from './card-art.ts';
import { chooseResponse, refuseBeforeValidation } from './choose-response.ts';
import { ExampleAccounts } from './example-accounts.ts';
import { IdempotentResponses } from './idempotent-responses.ts';
import { MockSettings, settingsOperations } from './mock-settings.ts';
import {
  type Preference,
  SLOW,
  appliedText,
  applicablePreference,
  readPreference,
  scenarioOfAccount,
  scenariosOf,
  summariesOf,
} from './prefer.ts';
import { refuseAccount, refuseRole } from './refuse-role.ts';
import { pageContent } from './render-page.ts';
import { readBody, readParameters } from './request-body.ts';
import { type MockResponse, refuse } from './response.ts';
import { sendResponse } from './send-response.ts';
import { isUploadPath, respondToUpload } from './uploads.ts';
import { WrittenEntities } from './written-entities.ts';

export interface MockOptions {
  readonly host: string;
  readonly port: number;
  readonly contracts: readonly Contract[];
  /** The service that responds to `/ping`. */
  readonly defaultService: string;
  /** What the mock replaces. The default is the edge, which exposes no internal operations. */
  readonly standsFor?: 'edge' | 'services';
  readonly pages?: Pages;
  /** The delay of the scenario `slow` (ms). */
  readonly slowMs?: number;
  /** A server that has no request handler yet. The default is an HTTP server. */
  readonly server?: BoundedServer;
}

interface MockedOperation extends Operation {
  readonly siblings: readonly Operation[];
}

interface Match {
  readonly operation: MockedOperation;
  readonly params: Readonly<Record<string, string>>;
  readonly query: string;
}

const SLOW_MS = 3_000;
const MS_PER_SECOND = 1_000;

/** Responds to every operation with the contracts' examples. Needs no services and no database. */
export class Mock {
  readonly url: string;
  private readonly server: BoundedServer;
  private readonly options: MockOptions;
  private responder: Responder;

  private constructor(options: MockOptions) {
    this.options = options;
    this.url = `http://${options.host}:${options.port}`;
    this.responder = new Responder(options);
    this.server = (options.server ?? new BoundedServer()).answerWith((request, response) => {
      this.responder.respond(request, response).catch(() => response.destroy());
    });
  }

  static async start(options: MockOptions): Promise<Mock> {
    const { host, port } = options;
    const mock = new Mock(options);
    await once(mock.server.listen(port, host), 'listening');
    return mock;
  }

  /** Replaces the contracts, and discards all written data. */
  useContracts(contracts: readonly Contract[]): void {
    this.responder = new Responder({ ...this.options, contracts });
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

class Responder {
  private readonly options: MockOptions;
  private readonly router: ReturnType<typeof createRouter<MockedOperation>>;
  private readonly scenarios: ReadonlySet<string>;
  private readonly accounts: ExampleAccounts;
  private readonly settings = new MockSettings();
  private readonly summaries: Readonly<Record<string, string>>;
  private readonly ownOperations: readonly MockedOperation[];
  private written = new WrittenEntities();
  private idempotent = new IdempotentResponses();

  constructor(options: MockOptions) {
    this.options = options;
    this.scenarios = scenariosOf(options.contracts);
    this.summaries = summariesOf(options.contracts);
    this.accounts = new ExampleAccounts(options.contracts);
    const mocked = options.contracts.flatMap((contract) => {
      const siblings = operationsOf(contract);
      return mockedOperations(contract, options).map((operation) => ({ ...operation, siblings }));
    });
    const siblings = settingsOperations(mocked.map(({ id }) => id));
    this.ownOperations = siblings.map((operation) => ({ ...operation, siblings }));
    this.router = createRouter([...mocked, ...this.ownOperations]);
  }

  async respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { url = '', method = '', headers } = request;
    const requestId = acceptedRequestId(headers['x-request-id']) ?? randomUUID();
    const target = readTarget(url);
    const readablePath = readPath(url);
    const operations = readablePath ? this.router.at(readablePath) : [];
    allowEveryOrigin(response);
    response.setHeader('x-request-id', requestId);
    response.setHeader('x-content-type-options', 'nosniff');
    response.setHeader('cache-control', 'no-store');
    const fault = headFault(request);
    if (!fault && isPreflight(request)) {
      const isUpload = target !== undefined && isUploadPath(target.path);
      sendPreflight(response, isUpload ? ['PUT'] : methodsOf(operations));
      return;
    }
    if (!fault && operations.length === 0 && this.options.pages?.serve(request, response)) return;
    if (fault?.closes) response.setHeader('connection', 'close');
    const match = target && this.router.match(method, target);
    if (target && !match && operations.length > 0)
      response.setHeader('allow', methodsOf(operations).join(', '));
    const result = fault
      ? refuse(fault.problem, fault.detail)
      : match
        ? await this.call({ ...match, query: target.query }, request, response).catch(refuseAfterError)
        : await respondWithoutOperation(request, target, operations);
    sendResponse(response, result, { path: pathInTarget(url), requestId, operations });
  }

  /** Runs the same checks in the same order as the services, and then responds to the request. */
  private async call(
    match: Match,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<MockResponse> {
    const { operation, params, query } = match;
    const { headers } = request;
    response.setHeaders(new Map(Object.entries(deprecationHeaders(operation))));
    const body = await readBody(request);
    if (operation.method !== 'GET' && body.refusal) return { kind: 'problem', ...body.refusal };
    if (operation.access !== 'public' && !/^Bearer \S+$/i.test(headers.authorization ?? ''))
      return refuse(platformProblems.unauthenticated, 'Send any bearer token; the mock accepts all of them');
    const lacksRole = refuseRole(operation, headers.authorization);
    if (lacksRole) return { kind: 'problem', ...lacksRole };
    const preference = this.preferenceOf(operation, request);
    const isOwn = this.ownOperations.includes(operation);
    const refusal = isOwn ? undefined : this.settings.refuse(operation);
    const latency = isOwn ? 0 : this.settings.latencyOf(operation);
    await this.delay(latency, preference);
    if (refusal) return refuse(refusal, 'The settings of the mock cause this problem');
    const markApplied = (): void => {
      if (preference) response.setHeader('preference-applied', appliedText(preference));
    };
    const early = preference && refuseBeforeValidation(operation, preference);
    if (early) {
      markApplied();
      return early;
    }
    const contentType = headers['content-type'];
    const received = { params, query: readParameters(query), body: body.value };
    const read = readRequest(operation, {
      ...received,
      contentType,
      accept: headers.accept,
      idempotencyKeys: request.headersDistinct[IDEMPOTENCY_KEY_HEADER.toLowerCase()] ?? [],
    });
    if (!read.ok) {
      const isInvalid = read.refusal.problem === platformProblems.invalidRequest;
      return (isInvalid && showFormAgain(operation, contentType)) || { kind: 'problem', ...read.refusal };
    }
    const notOwned = refuseAccount(operation, read.request, headers.authorization);
    if (notOwned) return { kind: 'problem', ...notOwned };
    if (isOwn) return this.showSettings(read.request);
    if (operation.id === 'ping') return this.pong();
    const scenario = preference ? preference.example : scenarioOfAccount(operation, received);
    await this.delay(scenario === SLOW ? (this.options.slowMs ?? SLOW_MS) : 0, preference);
    const { accounts, scenarios, written } = this;
    const call: Call = {
      operation,
      siblings: operation.siblings,
      received,
      request: read.request,
      preference,
      written,
      accounts,
      scenarios,
    };
    const { result, isReplay } = this.idempotent.respond(operation, read.request, headers.authorization, () =>
      chooseResponse(call),
    );
    if (isReplay) response.setHeader(REPLAYED_HEADER, 'true');
    if (!(result.kind === 'problem' && result.ignoresPreference)) markApplied();
    return result;
  }

  private showSettings({ body }: ParsedRequest): MockResponse {
    if (body !== undefined && this.settings.change(body)) {
      this.written = new WrittenEntities();
      this.idempotent = new IdempotentResponses();
    }
    return {
      kind: 'json',
      status: 200,
      body: { data: { ...this.settings.show(), scenarios: this.summaries } },
    };
  }

  /** Waits for `ms`, or for the caller's preferred time if that time is shorter. */
  private async delay(ms: number, preference: Preference | undefined): Promise<void> {
    const { wait } = preference ?? {};
    const longest = wait === undefined ? ms : wait * MS_PER_SECOND;
    if (ms > 0) await delay(Math.min(ms, longest));
  }

  private preferenceOf(operation: Operation, { headers }: IncomingMessage) {
    if (operation.id === 'ping') return undefined;
    return applicablePreference(operation, readPreference([headers.prefer].flat().join()), this.scenarios);
  }

  private pong(): MockResponse {
    return {
      kind: 'json',
      status: 200,
      body: { data: { service: this.options.defaultService, version: 'mock' } },
    };
  }
}

function mockedOperations(contract: Contract, { standsFor, defaultService }: MockOptions): Operation[] {
  if (standsFor === 'services') return operationsOf(contract);
  return exposedOperationsOf(contract, contract.name === defaultService);
}

function refuseAfterError(error: unknown): MockResponse {
  console.error(error);
  return refuse(platformProblems.internalError, 'The mock has printed the error');
}

/** Responds to a path without an operation: draws an image, accepts an uploaded file, or returns a problem. */
async function respondWithoutOperation(
  request: IncomingMessage,
  target: RequestTarget | undefined,
  operations: readonly Operation[],
): Promise<MockResponse> {
  const { method = '' } = request;
  if (!target) return refuse(platformProblems.invalidRequest, refusalDetails.unreadable);
  if (['GET', 'HEAD'].includes(method) && isImagePath(target.path))
    return { kind: 'image', path: target.path };
  if (method === 'PUT' && isUploadPath(target.path)) return respondToUpload(request, target.query);
  return operations.length > 0
    ? refuse(platformProblems.methodNotAllowed, refusalDetails.methodNotAllowed(method))
    : refuse(platformProblems.notFound, refusalDetails.nothingHere);
}

/** Shows an invalid form again if the contract declares an HTML page for errors. */
function showFormAgain(
  { responses, summary, siblings }: MockedOperation,
  contentType: string | undefined,
): MockResponse | undefined {
  const isForm = mediaTypeOf(contentType) === 'application/x-www-form-urlencoded';
  const [status] =
    Object.entries(responses).find(([code, { kind }]) => kind === 'html' && code >= '400') ?? [];
  return isForm && status !== undefined
    ? { kind: 'html', status: Number(status), title: summary, content: pageContent(siblings, {}) }
    : undefined;
}
