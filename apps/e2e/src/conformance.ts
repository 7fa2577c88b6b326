import fc from 'fast-check';
import {
  type Contract,
  EXAMPLE_ACCOUNT,
  type Operation,
  accountOfCaller,
  jsonResponse,
  pathsOf,
  platformProblems,
  problem,
} from '#contracts/vocabulary';
import { createRouter, methodsOf } from '#libs/http-rules';
import { type TestResponse, ContractCaller, nextCursorOf } from '#libs/testing';
import {
  type DrawnRequest,
  type KnownValues,
  invalidRequests,
  validRequests,
  requestOf,
  written,
} from './drawn-requests.ts';
import { sendPlainRequest } from './send-plain-request.ts';
import { describeError } from './describe-error.ts';

/** Prefers JSON problems to error pages, but accepts error pages. */
const AS_A_PROGRAM = 'application/json, */*;q=0.1';

export interface Target {
  /** `<service>.<operation>` */
  readonly name: string;
  readonly operation: Operation;
  readonly url: string;
  /** Throws an Error for a response that the contract doesn't declare. */
  readonly caller: ContractCaller;
  /** This token grants access to all known accounts. */
  readonly token: string;
}

export function targetAt(url: string, contract: Contract, operation: Operation, token: string): Target {
  const caller = new ContractCaller(contract, url);
  return { name: `${contract.name}.${operation.id}`, operation, url, caller, token };
}

export interface Draws {
  /** The same seed generates the same requests. */
  readonly seed: number;
  /** The maximum number of generated requests per check. */
  readonly runs: number;
  readonly known: KnownValues;
  readonly tally: Tally;
}

export interface Tally {
  drawn: number;
  /** Faults that did not occur again when the request was repeated. */
  readonly seenOnce: string[];
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'];
const { invalidRequest, unauthenticated, methodNotAllowed, notBuilt } = platformProblems;

type Send = (request: DrawnRequest) => Promise<TestResponse>;
type Fault = string | undefined;
type Judge = (response: TestResponse, send: Send, request: DrawnRequest) => Fault | Promise<Fault>;

/**
 * Sends the request of an example, then generated requests that the contract allows. Reports refused requests and
 * undeclared responses. Also reports an operation if all requests fail, because no successful response was checked.
 */
export async function faultsOfValidRequests(target: Target, draws: Draws): Promise<string[]> {
  const { name, operation } = target;
  let successes = 0;
  const judge: Judge = async (response, send, request) => {
    if (response.status >= 500) return failureOf(response);
    if (isSuccess(operation, response)) successes += 1;
    return judgeAccepted(operation, response, send, request);
  };
  const faults = await drawnFaults(
    target,
    validRequests(operation, draws.known),
    draws,
    judge,
    exampleRequests(target, draws),
  );
  if (faults.length > 0 || successes > 0) return faults;
  return [
    `${name}: no request succeeded, so no success was checked. Add an example that succeeds to the contract, or a ` +
      `known value for the drawn requests (seed ${draws.seed})`,
  ];
}

/**
 * A generated request never contains the right digits of a card. Therefore the check also sends the first example
 * that succeeds for a known account.
 */
function exampleRequests({ operation }: Target, { known }: Draws): DrawnRequest[] {
  return Object.values(operation.examples)
    .filter(
      (example) => example.problem === undefined && known.account_id?.includes(accountOfCaller(example)),
    )
    .slice(0, 1)
    .map((example) => requestOf(operation, example));
}

/** Sends generated requests that the contract allows, and reports any response other than 501 NOT_BUILT. */
export async function faultsOfUnbuilt(target: Target, draws: Draws): Promise<string[]> {
  return drawnFaults(target, validRequests(target.operation, draws.known), draws, judgeUnbuilt);
}

/** Sends generated requests that the contract forbids, and reports any response other than INVALID_REQUEST. */
export async function faultsOfInvalidRequests(target: Target, draws: Draws): Promise<string[]> {
  if (!canBeInvalid(target.operation)) return [];
  return drawnFaults(target, invalidRequests(target.operation, draws.known), draws, judgeRefused);
}

export async function faultsWithoutToken(target: Target, { seed, known }: Draws): Promise<string[]> {
  const { name, operation, caller } = target;
  if (operation.access === 'public') return [];
  const [request] = fc.sample(validRequests(operation, known), { seed, numRuns: 1 });
  if (!request) throw new Error(`${name}: nothing was drawn`);
  const { path, ...rest } = written(request);
  const response = await caller.request(operation.method, path, rest);
  if (response.status === unauthenticated.status && codeOf(response) === unauthenticated.code) return [];
  return [`${name}: ${response.status} to ${describeRequest(operation, request)} without a token`];
}

/**
 * Sends each method that has no operation, and reports any response other than 405 with the allowed methods. Also
 * reports a HEAD request if GET has a different status or content type.
 */
export async function faultsOfMethods(
  { name, operation, url, token }: Target,
  siblings: readonly Operation[],
): Promise<string[]> {
  const router = createRouter(siblings);
  const found: string[] = [];
  for (const path of pathsOf(operation).map((path) => path.replace(/\{\w+\}/g, EXAMPLE_ACCOUNT))) {
    const allowed: readonly string[] = methodsOf(router.at(path));
    const sendWith = (method: string): Promise<TestResponse> =>
      sendPlainRequest(url, { method, path, token, accept: AS_A_PROGRAM });
    for (const method of METHODS.filter((method) => method === 'HEAD' || !allowed.includes(method))) {
      const response = await sendWith(method);
      const fault =
        method === 'HEAD' && allowed.includes('HEAD')
          ? faultOfHead(path, response, await sendWith('GET'))
          : faultOfRefusal(method, path, response, allowed.join(', '));
      if (fault !== undefined) found.push(`${name}: ${fault}`);
    }
  }
  return found;
}

function faultOfHead(path: string, head: TestResponse, get: TestResponse): Fault {
  if (head.status !== get.status) return `${head.status} to HEAD ${path}, but ${get.status} to GET`;
  return head.headers.get('content-type') === get.headers.get('content-type')
    ? undefined
    : `HEAD ${path} has another content type than GET`;
}

function faultOfRefusal(
  method: string,
  path: string,
  { status, headers, body }: TestResponse,
  allowed: string,
): Fault {
  const request = `${method} ${path}`;
  const { status: expected, code: expectedCode } = methodNotAllowed;
  if (status !== expected) return `${status} to ${request}, not ${expected}`;
  const code = codeOf({ body });
  // A response to HEAD has no body and therefore no code.
  if (method !== 'HEAD' && code !== expectedCode)
    return `${request} is refused as ${code}, not ${expectedCode}`;
  const allow = headers.get('allow');
  return allow === allowed ? undefined : `${request} is refused with allow ${allow}, not ${allowed}`;
}

/** Sends each faulty request twice. Ignores a fault that occurs only once, because nobody can reproduce it. */
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
    if (fault === undefined)
      tally.seenOnce.push(`${name}: ${suspicion} (${describeRequest(operation, request)})`);
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
  return [`${name}: ${seen} (${describeRequest(operation, request)}; ${repeat})`];
}

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
    const response = await send(request);
    return await judge(response, send, request);
  } catch (error) {
    return describeError(error);
  }
}

async function judgeAccepted(
  operation: Operation,
  response: TestResponse,
  send: Send,
  request: DrawnRequest,
): Promise<Fault> {
  const isOwnProblem = operation.problems.some(
    ({ code, status }) => code === codeOf(response) && status === response.status,
  );
  if (isOwnProblem) return undefined;
  if (!isSuccess(operation, response))
    return `${response.status} ${codeOf(response) ?? ''} for a request that the contract allows`;
  const cursor = nextCursorOf(response);
  if (cursor === undefined) return undefined;
  const next = await send({ ...request, query: { ...request.query, cursor } });
  return next.status === response.status ? undefined : `${next.status} for a cursor from its own response`;
}

/** A form that is shown again with errors does not count as a success. */
function isSuccess({ responses }: Operation, { status }: TestResponse): boolean {
  return status < 400 && status in responses;
}

/** A page ignores unknown parameters. A page without declared parameters accepts every request. */
function canBeInvalid(operation: Operation): boolean {
  const { params, query, body } = operation;
  const hasFields = [params, query, body].some((part) => part && Object.keys(part.shape).length > 0);
  return hasFields || jsonResponse(operation) !== undefined;
}

const judgeRefused: Judge = ({ status, body }) => {
  if (status >= 500) return failureOf({ status, body });
  const isFormAgain = status === 422 && typeof body === 'string';
  if (isFormAgain || codeOf({ body }) === invalidRequest.code) return undefined;
  return `${status} for a request that the contract refuses`;
};

const judgeUnbuilt: Judge = ({ status, body }) => {
  if (status === notBuilt.status && codeOf({ body }) === notBuilt.code) return undefined;
  return `${[status, codeOf({ body })].join(' ').trim()} from an operation that its contract marks as not built`;
};

function failureOf({ status, body }: Pick<TestResponse, 'status' | 'body'>): string {
  return `${status} ${codeOf({ body })}`;
}

function codeOf({ body }: Pick<TestResponse, 'body'>): string | undefined {
  return problem.safeParse(body).data?.code;
}

function describeRequest({ method }: Operation, request: DrawnRequest): string {
  const { path, body } = written(request);
  return [method, path, ...(body === undefined ? [] : [body])].join(' ');
}
