import { setTimeout as delay } from 'node:timers/promises';
import type { Agent } from 'undici';
import type { z } from 'zod';
import type { Contract, JsonBody, Operation } from '#contracts/vocabulary';
import { DEADLINE_HEADER, type Deadline, currentRequest, deadlineWithin } from '#libs/runtime';
import type { CallOutcome, Metrics } from '#libs/telemetry';
import { Balancer, type Choice } from './balancer.ts';
import type { Discovery } from './discovery.ts';
import { type RawResponse, exchange } from './exchange.ts';
import { InstanceFailure } from './instance-breaker.ts';
import { type CallArguments, PreparedOperation } from './prepared-operation.ts';
import { RpcProblemError, RpcUnavailableError } from './rpc-error.ts';

const MAX_RETRY_DELAY_MS = 50;
/**
 * The callee's deadline is this much earlier than the caller's deadline (ms). So the callee's 503 still arrives in
 * time.
 */
const RESPONSE_MARGIN_MS = 50;

/** An instance that starts, drains or is overloaded returns these statuses. A second instance may succeed. */
const PASSING = new Set([502, 503, 504]);

type Values<S extends z.ZodType> = {
  [K in keyof z.input<S>]: K extends keyof z.output<S> ? z.output<S>[K] : never;
};

export type Arguments<O extends Operation> = Values<O['params']> &
  Values<O['query']> &
  (O extends { readonly body?: infer B } ? (B extends z.ZodType ? z.input<B> : unknown) : unknown);

export interface CallOptions {
  /**
   * Several calls can share a deadline. The default is the client's limit or the deadline of the current request,
   * whichever is earlier.
   */
  readonly deadline?: Deadline;
}

export type Client<C extends Contract> = {
  readonly [K in keyof C['operations']]: C['operations'][K] extends Operation
    ? (args: Arguments<C['operations'][K]>, options?: CallOptions) => Promise<JsonBody<C['operations'][K]>>
    : never;
};

interface Call {
  readonly operation: Pick<PreparedOperation, 'method' | 'isIdempotent'>;
  readonly path: string;
  readonly body: string | undefined;
  readonly deadline: Deadline;
}

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

  /** Throws RpcProblemError for a problem with the request, and RpcUnavailableError for every other failure. */
  async call<O extends Operation>(
    operation: PreparedOperation<O>,
    args: CallArguments,
    { deadline = deadlineWithin(this.deadlineMs) }: CallOptions = {},
  ): Promise<JsonBody<O>> {
    const startedAt = performance.now();
    let outcome: CallOutcome = 'unavailable';
    try {
      if (deadline.remainingMs() === 0) throw new Error('the deadline passed before the call');
      const call = { operation, path: operation.targetOf(args), body: operation.bodyOf(args), deadline };
      const body = operation.read(await this.respond(call));
      outcome = 'ok';
      return body;
    } catch (cause) {
      if (!(cause instanceof RpcProblemError))
        throw new RpcUnavailableError(this.service, `${operation.id} failed`, cause);
      outcome = 'problem';
      throw cause;
    } finally {
      const seconds = (performance.now() - startedAt) / 1000;
      this.metrics.countCall({ service: this.service, operation: operation.id, outcome, seconds });
    }
  }

  /**
   * Returns the response of one instance. If that instance fails temporarily, tries a second instance, unless the
   * method forbids a retry.
   */
  private async respond(call: Call): Promise<RawResponse> {
    const canRetry = call.operation.isIdempotent;
    const first = await this.balancer.choose({ canRetry }, call.deadline);
    if (!first) throw new Error(`all instances of ${this.service} have open breakers`);
    if (!canRetry) return this.ask(first, call);
    const outcome = await this.ask(first, call).catch(keepInstanceFailure);
    if (!(outcome instanceof InstanceFailure) && !PASSING.has(outcome.status)) return outcome;
    const second = await this.chooseAfter(first, outcome, call);
    if (second) return this.ask(second, call);
    if (outcome instanceof InstanceFailure) throw outcome;
    return outcome;
  }

  /**
   * Chooses a different instance after a random delay. If there is no other instance and the connection broke,
   * chooses the same instance again. Returns undefined if too little time is left, or if no instance can be called.
   */
  private async chooseAfter(
    first: Choice,
    outcome: RawResponse | InstanceFailure,
    { deadline }: Call,
  ): Promise<Choice | undefined> {
    if (deadline.remainingMs() <= MAX_RETRY_DELAY_MS + RESPONSE_MARGIN_MS) return undefined;
    await delay(Math.random() * MAX_RETRY_DELAY_MS);
    const other = await this.balancer.choose({ except: first.origin, canRetry: true }, deadline);
    if (other || !(outcome instanceof InstanceFailure)) return other;
    return this.balancer.choose({ canRetry: false }, deadline);
  }

  /**
   * Rejects if a trial takes more than half of the client's time limit. Then a second instance can serve the call.
   * The trial continues until its deadline, and the breaker counts its outcome.
   */
  private ask(choice: Choice, { operation, path, body, deadline }: Call): Promise<RawResponse> {
    const { origin, breaker, isTrial, hasAlternative } = choice;
    const timeoutMs = deadline.remainingMs();
    const fairShareMs = this.deadlineMs / 2;
    const headers = headersOf(body, Math.max(1, timeoutMs - RESPONSE_MARGIN_MS));
    const request = { method: operation.method, path, headers, body };
    const watched = breaker.watch(exchange(this.agent, origin, request, { timeoutMs, fairShareMs }), isTrial);
    if (!hasAlternative || !operation.isIdempotent) return watched;
    const late = delay(fairShareMs, undefined, { ref: false }).then(() => {
      throw new InstanceFailure(`the trial call to ${origin} takes too long`);
    });
    return Promise.race([watched, late]);
  }
}

function keepInstanceFailure(error: unknown): InstanceFailure {
  if (error instanceof InstanceFailure) return error;
  throw error;
}

export function clientOf<C extends Contract>(contract: C, rpc: RpcClient): Client<C> {
  const calls = Object.entries<Operation>(contract.operations).map(([id, definition]) => {
    const operation = new PreparedOperation(contract.name, definition);
    return [id, (args: CallArguments, options?: CallOptions) => rpc.call(operation, args, options)];
  });
  return Object.fromEntries(calls) as Client<C>;
}

/** Alternating names and values, as undici requires. */
function headersOf(body: string | undefined, remainingMs: number): string[] {
  const headers = ['accept', 'application/json', DEADLINE_HEADER, String(remainingMs)];
  if (body !== undefined) headers.push('content-type', 'application/json');
  const request = currentRequest();
  if (request) headers.push('x-request-id', request.requestId);
  if (request?.authorization !== undefined) headers.push('authorization', request.authorization);
  return headers;
}
