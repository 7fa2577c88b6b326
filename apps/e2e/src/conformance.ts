import fc from 'fast-check';
import { z } from 'zod';
import {
  type Contract,
  EXAMPLE_ACCOUNT,
  EXAMPLE_DAY,
  type Operation,
  accountAsking,
  createRouter,
  jsonResponse,
  methodsOf,
  pathsOf,
  platformProblems,
  problem,
} from '#contracts/vocabulary';
import { type Answer, ContractCaller } from '#libs/testing';
import {
  type DrawnRequest,
  type KnownValues,
  badRequests,
  goodRequests,
  requestOf,
  written,
} from './drawn-requests.ts';
import { askPlainly } from './ask-plainly.ts';
import { exampleOn } from './examples.ts';
import { toldFault } from './told-fault.ts';

/** Prefers problems to error pages, and accepts pages all the same. */
const AS_A_PROGRAM = 'application/json, */*;q=0.1';

/** An operation of the mock or of a service, and how to call it. */
export interface Target {
  /** `<service>.<operation>` */
  readonly name: string;
  readonly operation: Operation;
  readonly url: string;
  /** Calls the URL. Throws an Error for a response that the contract doesn't declare. */
  readonly caller: ContractCaller;
  /** A token that may call the operation for all known accounts. */
  readonly token: string;
  /** The day (YYYY-MM-DD) on which its examples are true. */
  readonly day: string;
}

/** An operation at a URL. `day` is the day of its data. */
export function targetAt(
  url: string,
  contract: Contract,
  operation: Operation,
  token: string,
  day: string = EXAMPLE_DAY,
): Target {
  const caller = new ContractCaller(contract, url);
  return { name: `${contract.name}.${operation.id}`, operation, url, caller, token, day };
}

export interface Draws {
  /** The same seed draws the same requests. */
  readonly seed: number;
  /** How many requests of a kind are drawn at most. */
  readonly runs: number;
  readonly known: KnownValues;
  readonly tally: Tally;
}

/** Counts of a run. */
export interface Tally {
  /** How many requests were judged. */
  drawn: number;
  /** Faults that did not occur again when the request was repeated. */
  readonly seenOnce: string[];
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'];
const { invalidRequest, unauthenticated, methodNotAllowed, notBuilt } = platformProblems;

type Send = (request: DrawnRequest) => Promise<Answer>;
type Fault = string | undefined;
type Judge = (answer: Answer, send: Send, request: DrawnRequest) => Fault | Promise<Fault>;

/**
 * Sends the request of an example, then drawn requests that the contract allows. Reports one that is refused, or whose
 * response the contract doesn't declare. It is a fault too if none succeeds, because then no success was checked.
 */
export async function faultsOverGoodData(target: Target, draws: Draws): Promise<string[]> {
  const { name, operation } = target;
  let successes = 0;
  const judge: Judge = async (answer, send, request) => {
    if (answer.status >= 500) return failureOf(answer);
    if (isSuccess(operation, answer)) successes += 1;
    return isTaken(operation, answer, send, request);
  };
  const faults = await drawnFaults(
    target,
    goodRequests(operation, draws.known),
    draws,
    judge,
    exampleRequests(target, draws),
  );
  if (faults.length > 0 || successes > 0) return faults;
  return [
    `${name}: no request succeeded, so nothing is known about its success; give the contract an example, or the ` +
      `drawing a known value, with which one does (seed ${draws.seed})`,
  ];
}

/** The request of the first example that succeeds for a known account. Drawn requests never guess a card's digits. */
function exampleRequests({ operation, day }: Target, { known }: Draws): DrawnRequest[] {
  return Object.values(operation.examples)
    .filter((example) => example.problem === undefined && known.account_id?.includes(accountAsking(example)))
    .slice(0, 1)
    .map((example) => requestOf(operation, exampleOn(day, example)));
}

/** Draws requests that the contract allows, and reports one that gets another response than 501 NOT_BUILT. */
export async function faultsOfUnbuilt(target: Target, draws: Draws): Promise<string[]> {
  return drawnFaults(target, goodRequests(target.operation, draws.known), draws, isRefusedAsUnbuilt);
}

/** Draws requests that the contract does not allow, and reports one that is not refused as INVALID_REQUEST. */
export async function faultsOverBadData(target: Target, draws: Draws): Promise<string[]> {
  if (!canBeBad(target.operation)) return [];
  return drawnFaults(target, badRequests(target.operation, draws.known), draws, isRefused);
}

/** Reports a response other than 401 to a request without a token. */
export async function faultsWithoutToken(target: Target, { seed, known }: Draws): Promise<string[]> {
  const { name, operation, caller } = target;
  if (operation.access === 'public') return [];
  const [request] = fc.sample(goodRequests(operation, known), { seed, numRuns: 1 });
  if (!request) throw new Error(`${name}: nothing was drawn`);
  const { path, ...rest } = written(request);
  const answer = await caller.request(operation.method, path, rest);
  if (answer.status === unauthenticated.status && codeOf(answer) === unauthenticated.code) return [];
  return [`${name}: ${answer.status} to ${told(operation, request)} without a token`];
}

/**
 * Reports each method without an operation that doesn't return 405 and the allowed methods. HEAD must return what GET
 * does, without a body.
 */
export async function faultsOfMethods(
  { name, operation, url, token }: Target,
  siblings: readonly Operation[],
): Promise<string[]> {
  const router = createRouter(siblings);
  const found: string[] = [];
  for (const path of pathsOf(operation).map((path) => path.replace(/\{\w+\}/g, EXAMPLE_ACCOUNT))) {
    const allowed: readonly string[] = methodsOf(router.at(path));
    const ask = (method: string): Promise<Answer> =>
      askPlainly(url, { method, path, token, accept: AS_A_PROGRAM });
    for (const method of METHODS.filter((method) => !allowed.includes(method))) {
      const answer = await ask(method);
      const fault =
        method === 'HEAD' && allowed.includes('GET')
          ? faultOfHead(path, answer, await ask('GET'))
          : faultOfRefusal(method, path, answer, allowed.join(', '));
      if (fault !== undefined) found.push(`${name}: ${fault}`);
    }
  }
  return found;
}

function faultOfHead(path: string, head: Answer, get: Answer): Fault {
  if (head.status !== get.status) return `${head.status} to HEAD ${path}, but ${get.status} to GET`;
  return head.headers.get('content-type') === get.headers.get('content-type')
    ? undefined
    : `HEAD ${path} is of another type than GET`;
}

function faultOfRefusal(
  method: string,
  path: string,
  { status, headers, body }: Answer,
  allowed: string,
): Fault {
  const asked = `${method} ${path}`;
  const { status: expected, code: expectedCode } = methodNotAllowed;
  if (status !== expected) return `${status} to ${asked}, not ${expected}`;
  const code = codeOf({ body });
  // A response to HEAD has no body with a code.
  if (method !== 'HEAD' && code !== expectedCode)
    return `${asked} is refused as ${code}, not ${expectedCode}`;
  const allow = headers.get('allow');
  return allow === allowed ? undefined : `${asked} is refused with allow ${allow}, not ${allowed}`;
}

/** Repeats each faulty request at once. A fault that does not occur again does not count, because nobody could reproduce it. */
async function drawnFaults(
  target: Target,
  requests: fc.Arbitrary<DrawnRequest>,
  { seed, runs, tally }: Draws,
  judge: Judge,
  first: readonly DrawnRequest[] = [],
): Promise<string[]> {
  const { name, operation } = target;
  let seen: Fault;
  const property = fc.asyncProperty(requests, async (request) => {
    tally.drawn += 1;
    const suspicion = await faultOf(target, request, judge);
    if (suspicion === undefined) return true;
    const fault = await faultOf(target, request, judge);
    if (fault === undefined) tally.seenOnce.push(`${name}: ${suspicion} (${told(operation, request)})`);
    seen = fault ?? seen;
    return fault === undefined;
  });
  const { counterexample, counterexamplePath } = await fc.check(property, {
    seed,
    examples: first.map((request) => [request]),
    numRuns: runs,
  });
  const [request] = counterexample ?? [];
  if (!request) return [];
  const repeat = `seed ${seed}, path ${counterexamplePath}`;
  return [`${name}: ${seen} (${told(operation, request)}; ${repeat})`];
}

/** What is wrong with the response to a request. Undefined if nothing is. */
async function faultOf(
  { operation, caller, token }: Target,
  request: DrawnRequest,
  judge: Judge,
): Promise<Fault> {
  const send: Send = (drawn) => {
    const { path, headers, ...rest } = written(drawn);
    return caller.request(operation.method, path, {
      ...rest,
      token,
      headers: { ...headers, accept: AS_A_PROGRAM },
    });
  };
  try {
    const answer = await send(request);
    return await judge(answer, send, request);
  } catch (error) {
    return toldFault(error);
  }
}

async function isTaken(
  operation: Operation,
  answer: Answer,
  send: Send,
  request: DrawnRequest,
): Promise<Fault> {
  const isOwnProblem = operation.problems.some(
    ({ code, status }) => code === codeOf(answer) && status === answer.status,
  );
  if (isOwnProblem) return undefined;
  if (!isSuccess(operation, answer))
    return `${answer.status} ${codeOf(answer) ?? ''} for what the contract allows`;
  const cursor = cursorOf(answer.body);
  if (cursor === undefined) return undefined;
  const next = await send({ ...request, query: { ...request.query, cursor } });
  return next.status === answer.status ? undefined : `${next.status} for the cursor that it gave out`;
}

/** Whether it is a success that the contract declares. A form that is shown again is not one. */
function isSuccess({ responses }: Operation, { status }: Answer): boolean {
  return status < 400 && status in responses;
}

/** A page ignores parameters that it does not know, so without own ones it accepts every request. */
function canBeBad(operation: Operation): boolean {
  const { params, query, body } = operation;
  const hasFields = [params, query, body].some((part) => part && Object.keys(part.shape).length > 0);
  return hasFields || jsonResponse(operation) !== undefined;
}

const isRefused: Judge = ({ status, body }) => {
  if (status >= 500) return failureOf({ status, body });
  const isFormAgain = status === 422 && typeof body === 'string';
  if (isFormAgain || codeOf({ body }) === invalidRequest.code) return undefined;
  return `${status} for what the contract refuses`;
};

const isRefusedAsUnbuilt: Judge = ({ status, body }) => {
  if (status === notBuilt.status && codeOf({ body }) === notBuilt.code) return undefined;
  return `${[status, codeOf({ body })].join(' ').trim()} from an operation that its contract marks as not built`;
};

function failureOf({ status, body }: Pick<Answer, 'status' | 'body'>): string {
  return `${status} ${codeOf({ body })}`;
}

function codeOf({ body }: Pick<Answer, 'body'>): string | undefined {
  return problem.safeParse(body).data?.code;
}

const paged = z.object({ page: z.object({ next_cursor: z.string() }) });

function cursorOf(body: unknown): string | undefined {
  return paged.safeParse(body).data?.page.next_cursor;
}

function told({ method }: Operation, request: DrawnRequest): string {
  const { path, body } = written(request);
  return [method, path, ...(body === undefined ? [] : [body])].join(' ');
}
