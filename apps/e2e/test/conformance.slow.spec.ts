import { resolve } from 'node:path';
import fc from 'fast-check';
import { z } from 'zod';
import {
  type Contract,
  type Method,
  type Operation,
  createRouter,
  methodsOf,
  operationsOf,
  pathsOf,
  platformProblems,
  problem,
} from '#contracts/vocabulary';
import { loadContracts } from '#libs/contract-catalog';
import { type Answer, ContractCaller } from '#libs/testing';
import { notBuilt, requestToken } from '#tools/local-stack';
import {
  type DrawnRequest,
  type KnownValues,
  badRequests,
  goodRequests,
  written,
} from '../src/drawn-requests.ts';
import { type TestStack, startTestStack } from '../src/test-stack.ts';

const root = resolve(__dirname, '../../..');
/** The same for everybody, so that only a change makes it red; the nightly run draws another one. */
const { CONFORMANCE_SEED = '751154839' } = process.env;
const seed = CONFORMANCE_SEED === 'random' ? Math.floor(Math.random() * 2 ** 31) : Number(CONFORMANCE_SEED);
const RUNS = 25;
const METHODS: readonly Method[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
const { invalidRequest, unauthenticated, methodNotAllowed } = platformProblems;

/** What the token may see; cursors are what an answer gave out, so none is drawn. */
const ACCOUNTS = ['company-ab', 'company-cd'];
const known: KnownValues = { account_id: ACCOUNTS, cursor: [], card_id: ['card-company-ab', 'card-nobodys'] };

/** One that answers operations: the mock, or the services. */
interface Target {
  readonly operation: Operation;
  readonly caller: ContractCaller;
  readonly token: string;
}

let stack: TestStack;
let contracts: Contract[];
let unbuilt: readonly string[];
let member: string;

beforeAll(async () => {
  stack = await startTestStack();
  contracts = await loadContracts(stack.manifests);
  unbuilt = (await notBuilt(root, contracts)).map(({ id }) => id);
  member = await requestToken(stack.issuer.url, 'company-ab');
  process.stdout.write(`CONFORMANCE_SEED=${seed}; not built: ${unbuilt.join(', ') || 'nothing'}\n`);
}, 60_000);

afterAll(() => stack.stop());

async function targetsOf(at: 'mock' | 'services'): Promise<Target[]> {
  const all = contracts.flatMap((contract) =>
    operationsOf(contract).map((operation) => ({ contract, operation })),
  );
  if (at === 'mock')
    return all.map(({ operation }) => ({
      operation,
      caller: new ContractCaller(contracts, stack.mock.url),
      token: 'anything',
    }));
  const built = all.filter(({ operation }) => !unbuilt.includes(operation.id));
  return Promise.all(built.map(({ contract, operation }) => serviceTarget(contract, operation)));
}

/** Members come through the edge; machines ask the service itself. */
async function serviceTarget(contract: Contract, operation: Operation): Promise<Target> {
  const [, scope] = /^machine:(.+)$/.exec(operation.access) ?? [];
  const service = stack.services.get(contract.name);
  if (scope === undefined || !service)
    return { operation, caller: new ContractCaller(contract, stack.edge.url), token: member };
  const token = await stack.issuer.mint({ sub: 'machine', scope });
  return { operation, caller: new ContractCaller(contract, service.url), token };
}

type Send = (request: DrawnRequest) => Promise<Answer>;
type Fault = string | undefined;
type Judge = (answer: Answer, send: Send, request: DrawnRequest) => Fault | Promise<Fault>;

/** What is wrong with the answer to a request; the caller throws where it is not what the contract declares. */
async function faultOf({ operation, caller, token }: Target, request: DrawnRequest, judge: Judge) {
  const send: Send = (drawn) => {
    const { path, ...rest } = written(drawn);
    return caller.request(operation.method, path, { ...rest, token });
  };
  try {
    const answer = await send(request);
    if (answer.status >= 500) return `${answer.status}`;
    return await judge(answer, send, request);
  } catch (error) {
    return String(error);
  }
}

/** Faults of an operation, each seen twice: what a second look does not show is not one. */
async function faultsOf(
  target: Target,
  requests: fc.Arbitrary<DrawnRequest>,
  judge: Judge,
): Promise<string[]> {
  const { operation } = target;
  const property = fc.asyncProperty(
    requests,
    async (request) => (await faultOf(target, request, judge)) === undefined,
  );
  const { counterexample } = await fc.check(property, { seed, ...boundOf(operation) });
  const [found] = counterexample ?? [];
  if (!found) return [];
  const fault = await faultOf(target, found, judge);
  if (fault === undefined) return [];
  return [`${operation.id}: ${fault} to ${operation.method} ${JSON.stringify(written(found))}, seed ${seed}`];
}

/** An address may call some operations only so often a minute; shrinking must not use that up either. */
function boundOf({ rateLimit }: Operation): fc.Parameters<[DrawnRequest]> {
  return rateLimit === undefined
    ? { numRuns: RUNS }
    : { numRuns: Math.min(RUNS, rateLimit / 4), endOnFailure: true };
}

async function faultsOfEach(
  targets: readonly Target[],
  find: (target: Target) => Promise<string[]>,
): Promise<string[]> {
  const found: string[] = [];
  for (const target of targets) found.push(...(await find(target)));
  return found;
}

/** What is drawn field by field may not go together: a first day after the last one, members of nobody. */
function coherent({ query: { shape } }: Operation, request: DrawnRequest): DrawnRequest {
  const { from, to, user_id: user, account_id: account } = request.query;
  if (typeof from === 'string' && typeof to === 'string' && from > to)
    return { ...request, query: { ...request.query, from: to, to: from } };
  const isOfUserOrAccount = 'user_id' in shape && 'account_id' in shape;
  if (!isOfUserOrAccount || user !== undefined || account !== undefined) return request;
  return { ...request, query: { ...request.query, account_id: ACCOUNTS[0] } };
}

const isTaken: Judge = async (answer, send, request) => {
  const code = codeOf(answer);
  if (code === invalidRequest.code) return `${code} for what the contract allows`;
  const cursor = cursorOf(answer.body);
  if (cursor === undefined) return undefined;
  const next = await send({ ...request, query: { ...request.query, cursor } });
  return next.status === answer.status ? undefined : `${next.status} for the cursor that it gave out`;
};

const isRefused: Judge = ({ status, body }) => {
  const isFormAgain = status === 422 && typeof body === 'string';
  if (isFormAgain || codeOf({ body }) === invalidRequest.code) return undefined;
  return `${status} for what the contract refuses`;
};

function codeOf({ body }: Pick<Answer, 'body'>): string | undefined {
  return problem.safeParse(body).data?.code;
}

const paged = z.object({ page: z.object({ next_cursor: z.string() }) });

function cursorOf(body: unknown): string | undefined {
  return paged.safeParse(body).data?.page.next_cursor;
}

describe.each(['mock', 'services'] as const)('the %s', (at) => {
  let targets: Target[];

  beforeAll(async () => {
    targets = await targetsOf(at);
    expect(targets.length).toBeGreaterThan(0);
  });

  it('takes whatever the contract allows, and answers as it declares', async () => {
    const find = (target: Target) => {
      const { operation } = target;
      const requests = goodRequests(operation, known).map((request) => coherent(operation, request));
      return faultsOf(target, requests, isTaken);
    };
    expect(await faultsOfEach(targets, find)).toEqual([]);
  });

  it('refuses whatever the contract does not allow', async () => {
    const find = (target: Target) => faultsOf(target, badRequests(target.operation, known), isRefused);
    expect(await faultsOfEach(targets, find)).toEqual([]);
  });

  it('answers nobody without a token, unless the operation is public', async () => {
    const guarded = targets.filter(({ operation }) => operation.access !== 'public');
    const find = async ({ operation, caller }: Target) => {
      const [request] = fc.sample(goodRequests(operation, known), { seed, numRuns: 1 });
      if (!request) throw new Error(`${operation.id}: nothing was drawn`);
      const { path, ...rest } = written(request);
      const answer = await caller.request(operation.method, path, rest);
      return codeOf(answer) === unauthenticated.code && answer.status === 401 ? [] : [operation.id];
    };
    expect(await faultsOfEach(guarded, find)).toEqual([]);
  });

  it('refuses methods that no operation has, and says which there are', async () => {
    const router = createRouter(contracts.flatMap((contract) => operationsOf(contract)));
    const find = async ({ operation, caller, token }: Target) => {
      const found: string[] = [];
      for (const path of pathsOf(operation).map((path) => path.replace(/\{\w+\}/g, 'company-ab'))) {
        const allowed = methodsOf(router.at(path));
        for (const method of METHODS.filter((method) => !allowed.includes(method))) {
          const { status, headers } = await caller.request(method, path, { token });
          if (status !== methodNotAllowed.status || headers.get('allow') !== allowed.join(', '))
            found.push(`${method} ${path}: ${status}, allow ${headers.get('allow')}`);
        }
      }
      return found;
    };
    expect(await faultsOfEach(targets, find)).toEqual([]);
  });
});
