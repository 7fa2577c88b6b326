import { setTimeout as delay } from 'node:timers/promises';
import type { Agent } from 'undici';
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
import { DEADLINE_HEADER, type Deadline, currentRequest, deadlineWithin } from '#libs/runtime';
import type { CallOutcome, Metrics } from '#libs/telemetry';
import { Balancer, type Choice } from './balancer.ts';
import { untilAborted } from './deadline.ts';
import type { Discovery } from './discovery.ts';
import { type RawResponse, type RpcRequest, exchange } from './exchange.ts';
import { InstanceFailure } from './instance-breaker.ts';
import { RpcProblemError, RpcUnavailableError } from './rpc-error.ts';

const MAX_RETRY_DELAY_MS = 50;
/** A callee gets this much less time than its caller waits, so that its 503 arrives before the caller gives up, in ms. */
const RESPONSE_MARGIN_MS = 50;

/** The methods that may be sent twice without doing twice what they do (RFC 9110). */
const IDEMPOTENT = new Set<Method>(['GET', 'PUT', 'DELETE']);
/** Statuses of an instance that starts, drains or is overloaded: another instance may do better. */
const PASSING = new Set([502, 503, 504]);

type Values<S extends z.ZodType> = {
  [K in keyof z.input<S>]: K extends keyof z.output<S> ? z.output<S>[K] : never;
};

/** What a call takes: the operation's parameters and body, by name. */
export type Arguments<O extends Operation> = Values<O['params']> &
  Values<O['query']> &
  (O extends { readonly body?: infer B } ? (B extends z.ZodType ? z.input<B> : unknown) : unknown);

export interface CallOptions {
  /** Ends the call when it aborts; without it, the client's own bound or the deadline of the running request does. */
  readonly signal?: AbortSignal;
}

/** A contract's operations as functions that return the answer's body. */
export type Client<C extends Contract> = {
  readonly [K in keyof C['operations']]: C['operations'][K] extends Operation
    ? (args: Arguments<C['operations'][K]>, options?: CallOptions) => Promise<JsonBody<C['operations'][K]>>
    : never;
};

interface CallTime {
  readonly deadline: Deadline;
  readonly signal: AbortSignal;
}

/** Calls one service: finds its instances, balances, retries, breaks, and reads its responses tolerantly. */
export class RpcClient {
  private readonly balancer: Balancer;

  constructor(
    private readonly service: string,
    discovery: Discovery,
    private readonly agent: Agent,
    private readonly deadlineMs: number,
    private readonly metrics: Metrics,
  ) {
    this.balancer = new Balancer(service, discovery);
  }

  /** Throws RpcProblemError for a problem of the request, RpcUnavailableError for everything else that goes wrong. */
  async call<O extends Operation>(
    operation: O,
    args: Readonly<Record<string, unknown>>,
    options: CallOptions = {},
  ): Promise<JsonBody<O>> {
    const deadline = deadlineWithin(this.deadlineMs);
    const signal = options.signal ?? deadline.signal;
    const startedAt = performance.now();
    const count = (outcome: CallOutcome): void => {
      const seconds = (performance.now() - startedAt) / 1000;
      this.metrics.countCall({ service: this.service, operation: operation.id, outcome, seconds });
    };
    const answer = await this.attempt(operation, args, { deadline, signal }).catch((cause: unknown) => {
      count('unavailable');
      throw new RpcUnavailableError(this.service, `${operation.id} failed`, cause);
    });
    count(answer instanceof RpcProblemError ? 'problem' : 'ok');
    if (answer instanceof RpcProblemError) throw answer;
    return answer;
  }

  private async attempt<O extends Operation>(
    operation: O,
    args: Readonly<Record<string, unknown>>,
    time: CallTime,
  ): Promise<JsonBody<O> | RpcProblemError> {
    const { deadline, signal } = time;
    signal.throwIfAborted();
    if (deadline.remainingMs() === 0) throw new Error('the deadline has passed before the call');
    const response = await untilAborted(signal, this.respond(toRequest(operation, args), time));
    return this.read(operation, response);
  }

  /** The response of an instance, or of a second one if the first fails for the moment and the method allows it. */
  private async respond(request: RpcRequest, time: CallTime): Promise<RawResponse> {
    const canRetry = IDEMPOTENT.has(request.method);
    const first = await this.choose({ canRetry });
    if (!canRetry) return this.ask(first, request, time);
    const outcome = await this.ask(first, request, time).catch(keepInstanceFailure);
    if (!(outcome instanceof InstanceFailure) && !PASSING.has(outcome.status)) return outcome;
    const second = await this.chooseAfter(first, outcome, time);
    if (second) return this.ask(second, request, time);
    if (outcome instanceof InstanceFailure) throw outcome;
    return outcome;
  }

  private async choose(wish: { readonly canRetry: boolean }): Promise<Choice> {
    const choice = await this.balancer.choose(wish);
    if (!choice) throw new Error(`every instance of ${this.service} has failed; none is asked for a moment`);
    return choice;
  }

  /**
   * Another instance, after a random delay; after a broken connection also the same one, if it is the only one.
   * None if hardly any time is left.
   */
  private async chooseAfter(
    first: Choice,
    outcome: RawResponse | InstanceFailure,
    { deadline, signal }: CallTime,
  ): Promise<Choice | undefined> {
    if (deadline.remainingMs() <= MAX_RETRY_DELAY_MS + RESPONSE_MARGIN_MS) return undefined;
    await delay(Math.random() * MAX_RETRY_DELAY_MS, undefined, { signal });
    const other = await this.balancer.choose({ except: first.origin, canRetry: true });
    if (other || !(outcome instanceof InstanceFailure)) return other;
    return this.balancer.choose({ canRetry: false });
  }

  /** A trial gives way to another instance after its fair share of time, and is judged when its deadline comes. */
  private async ask(
    choice: Choice,
    request: RpcRequest,
    { deadline, signal }: CallTime,
  ): Promise<RawResponse> {
    const { origin, breaker, isTrial, hasAlternative } = choice;
    const fairShareMs = this.deadlineMs / 2;
    const remainingMs = Math.max(1, deadline.remainingMs() - RESPONSE_MARGIN_MS);
    const headers = { ...request.headers, [DEADLINE_HEADER]: String(remainingMs) };
    const work = exchange(this.agent, origin, { ...request, headers }, { signal, fairShareMs });
    const watched = breaker.watch(work, isTrial);
    if (!isTrial || !hasAlternative || !IDEMPOTENT.has(request.method)) return watched;
    const late = delay(fairShareMs, undefined, { ref: false }).then(() => {
      throw new InstanceFailure(`the trial of ${origin} takes long`);
    });
    return Promise.race([watched, late]);
  }

  /** A problem of the request is returned, not thrown: it says nothing against the service. */
  private read<O extends Operation>(
    operation: O,
    { status, text }: RawResponse,
  ): JsonBody<O> | RpcProblemError {
    if (status >= 500 || status === 429) throw new Error(`status ${status}`);
    const answer = parseJson(text);
    if (status >= 400) return new RpcProblemError(this.service, problem.parse(answer));
    const success = jsonResponse(operation);
    if (success?.status !== status)
      throw new Error(`status ${status} is not in the contract of ${operation.id}`);
    return readTolerantly(success.schema, answer) as JsonBody<O>;
  }
}

function keepInstanceFailure(error: unknown): InstanceFailure {
  if (error instanceof InstanceFailure) return error;
  throw error;
}

/** The client of a contract: `client.listCards({ account_id })`. */
export function clientOf<C extends Contract>(contract: C, rpc: RpcClient): Client<C> {
  const calls = Object.entries<Operation>(contract.operations).map(([id, operation]) => [
    id,
    (args: Readonly<Record<string, unknown>>, options?: CallOptions) => rpc.call(operation, args, options),
  ]);
  return Object.fromEntries(calls) as Client<C>;
}

function toRequest(operation: Operation, args: Readonly<Record<string, unknown>>): RpcRequest {
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(args[name])),
  );
  const query = new URLSearchParams(
    Object.keys(operation.query.shape)
      .filter((name) => args[name] !== undefined)
      .map((name): [string, string] => [name, String(args[name])]),
  );
  const fields = Object.keys(operation.body?.shape ?? {}).map((name) => [name, args[name]]);
  const body = operation.body && JSON.stringify(Object.fromEntries(fields));
  return {
    method: operation.method,
    path: query.size > 0 ? `${path}?${query.toString()}` : path,
    headers: headers(body),
    body,
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
