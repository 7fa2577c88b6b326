import {
  ConsecutiveBreaker,
  ExponentialBackoff,
  type IPolicy,
  circuitBreaker,
  handleAll,
  handleType,
  retry,
  wrap,
} from 'cockatiel';
import { type Agent, errors } from 'undici';
import type { z } from 'zod';
import {
  type Contract,
  type JsonBody,
  type Method,
  type Operation,
  jsonResponse,
  problem,
  readTolerantly,
} from '#contracts/vocabulary';
import { currentRequest } from '#libs/runtime';
import type { CallOutcome, Metrics } from '#libs/telemetry';
import { untilAborted } from './deadline.ts';
import type { Discovery } from './discovery.ts';
import { RpcProblemError, RpcUnavailableError } from './rpc-error.ts';

/** How long the breaker stays open before a trial call, in ms. */
export const BREAKER_OPEN_MS = 1_500;
/** Failures in a row that open the breaker. */
export const BREAKER_FAILURES = 5;
const MAX_RETRY_DELAY_MS = 50;

/** The methods that may be sent twice without doing twice what they do (RFC 9110). */
const IDEMPOTENT = new Set<Method>(['GET', 'PUT', 'DELETE']);
/** What a proxy, or a service that starts or stops, answers for a moment. */
const PASSING = new Set([502, 503, 504]);

type Values<S extends z.ZodType> = {
  [K in keyof z.input<S>]: K extends keyof z.output<S> ? z.output<S>[K] : never;
};

/** What a call takes: the operation's parameters and body, by name. */
export type Arguments<O extends Operation> = Values<O['params']> &
  Values<O['query']> &
  (O extends { readonly body?: infer B } ? (B extends z.ZodType ? z.input<B> : unknown) : unknown);

export interface CallOptions {
  /** Ends the call when it aborts, which then counts as a failure of the callee; without it, the client's deadline does. */
  readonly signal?: AbortSignal;
}

/** A contract's operations as functions that return the answer's body. */
export type Client<C extends Contract> = {
  readonly [K in keyof C['operations']]: C['operations'][K] extends Operation
    ? (args: Arguments<C['operations'][K]>, options?: CallOptions) => Promise<JsonBody<C['operations'][K]>>
    : never;
};

interface Request {
  readonly method: Method;
  readonly path: string;
  readonly body: string | undefined;
}

interface RawAnswer {
  readonly status: number;
  readonly text: string;
}

/** A failure that may pass, so that an idempotent call is worth a second attempt. */
class PassingFailure extends Error {
  override readonly name = 'PassingFailure';
}

/** Calls one service: finds its instances, balances, retries, breaks, and reads its answers tolerantly. */
export class RpcClient {
  private readonly once: IPolicy;
  private readonly twice: IPolicy;
  private turn = 0;

  constructor(
    private readonly service: string,
    private readonly discovery: Discovery,
    private readonly agent: Agent,
    private readonly deadlineMs: number,
    private readonly metrics: Metrics,
  ) {
    const breaker = circuitBreaker(handleAll, {
      halfOpenAfter: BREAKER_OPEN_MS,
      breaker: new ConsecutiveBreaker(BREAKER_FAILURES),
    });
    const secondAttempt = retry(handleType(PassingFailure), {
      maxAttempts: 1,
      backoff: new ExponentialBackoff({ initialDelay: 10, maxDelay: MAX_RETRY_DELAY_MS }),
    });
    this.once = breaker;
    this.twice = wrap(breaker, secondAttempt);
  }

  /** Throws RpcProblemError for a problem of the request, RpcUnavailableError for everything else that goes wrong. */
  async call<O extends Operation>(
    operation: O,
    args: Readonly<Record<string, unknown>>,
    options: CallOptions = {},
  ): Promise<JsonBody<O>> {
    const signal = options.signal ?? AbortSignal.timeout(this.deadlineMs);
    const startedAt = performance.now();
    const count = (outcome: CallOutcome): void => {
      const seconds = (performance.now() - startedAt) / 1000;
      this.metrics.countCall({ service: this.service, operation: operation.id, outcome, seconds });
    };
    const answer = await this.guarded(operation, args, signal).catch((cause: unknown) => {
      count('unavailable');
      throw new RpcUnavailableError(this.service, `${operation.id} failed`, cause);
    });
    count(answer instanceof RpcProblemError ? 'problem' : 'ok');
    if (answer instanceof RpcProblemError) throw answer;
    return answer;
  }

  /**
   * The deadline is held twice: around each attempt, so that the breaker learns of it, and around all, for
   * a call may also wait for another one that tries whether the service is back.
   */
  private async guarded<O extends Operation>(
    operation: O,
    args: Readonly<Record<string, unknown>>,
    signal: AbortSignal,
  ): Promise<JsonBody<O> | RpcProblemError> {
    signal.throwIfAborted();
    const request = toRequest(operation, args);
    const tried = new Set<string>();
    const policy = IDEMPOTENT.has(operation.method) ? this.twice : this.once;
    const work = policy.execute(
      () => untilAborted(signal, this.attempt(operation, request, tried, signal)),
      signal,
    );
    return untilAborted(signal, work);
  }

  /** A problem of the request is returned, not thrown: it says nothing against the service's health. */
  private async attempt<O extends Operation>(
    operation: O,
    request: Request,
    tried: Set<string>,
    signal: AbortSignal,
  ): Promise<JsonBody<O> | RpcProblemError> {
    const instance = await this.nextInstance(tried);
    const { status, text } = await this.exchange(instance, request, signal);
    if (PASSING.has(status)) throw new PassingFailure(`status ${status}`);
    if (status >= 500 || status === 429) throw new Error(`status ${status}`);
    const answer = parseJson(text);
    if (status >= 400) return new RpcProblemError(this.service, problem.parse(answer));
    const success = jsonResponse(operation);
    if (success?.status !== status)
      throw new Error(`status ${status} is not in the contract of ${operation.id}`);
    return readTolerantly(success.schema, answer) as JsonBody<O>;
  }

  /** The answer, read to its end whatever it is, so that its connection can serve the next call. */
  private async exchange(
    origin: string,
    { method, path, body }: Request,
    signal: AbortSignal,
  ): Promise<RawAnswer> {
    try {
      const response = await this.agent.request({
        origin,
        path,
        method,
        headers: headers(body),
        body,
        signal,
      });
      return { status: response.statusCode, text: await response.body.text() };
    } catch (cause) {
      if (signal.aborted || cause instanceof errors.ResponseExceededMaxSizeError) throw cause;
      throw new PassingFailure(`no answer of ${origin}`, { cause });
    }
  }

  /** Takes the instances in turn; for a second attempt one that the call has not tried, if there is one. */
  private async nextInstance(tried: Set<string>): Promise<string> {
    const instances = await this.discovery.instancesOf(this.service);
    const untried = instances.filter((instance) => !tried.has(instance));
    const candidates = untried.length > 0 ? untried : instances;
    const instance = candidates[this.turn % candidates.length];
    if (!instance) throw new Error(`no instance of ${this.service}`);
    this.turn += 1;
    tried.add(instance);
    return instance;
  }
}

/** The client of a contract: `client.listCards({ account_id })`. */
export function clientOf<C extends Contract>(contract: C, rpc: RpcClient): Client<C> {
  const calls = Object.entries<Operation>(contract.operations).map(([id, operation]) => [
    id,
    (args: Readonly<Record<string, unknown>>, options?: CallOptions) => rpc.call(operation, args, options),
  ]);
  return Object.fromEntries(calls) as Client<C>;
}

function toRequest(operation: Operation, args: Readonly<Record<string, unknown>>): Request {
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(args[name])),
  );
  const query = new URLSearchParams(
    Object.keys(operation.query.shape)
      .filter((name) => args[name] !== undefined)
      .map((name): [string, string] => [name, String(args[name])]),
  );
  const fields = Object.keys(operation.body?.shape ?? {}).map((name) => [name, args[name]]);
  return {
    method: operation.method,
    path: query.size > 0 ? `${path}?${query.toString()}` : path,
    body: operation.body && JSON.stringify(Object.fromEntries(fields)),
  };
}

/** Without the message of JSON.parse, for it quotes the answer, and causes are logged. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error('the answer is not JSON');
  }
}

function headers(body: string | undefined): Record<string, string> {
  const request = currentRequest();
  return {
    accept: 'application/json',
    ...(body !== undefined && { 'content-type': 'application/json' }),
    ...(request && { 'x-request-id': request.requestId }),
    ...(request?.authorization && { authorization: request.authorization }),
  };
}
