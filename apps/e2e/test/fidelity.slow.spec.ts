import { resolve } from 'node:path';
import { type Contract, type Example, type Operation, jsonResponse, problemsOf } from '#contracts/vocabulary';
import { loadContracts } from '#libs/contract-catalog';
import { calendarDateOf } from '#libs/runtime';
import { type Answer, ContractCaller, toldOn, withoutVolatile } from '#libs/testing';
import { notBuilt, requestToken } from '#tools/local-stack';
import { type PublishedExample, publishedExamples, serviceDownIn } from '../src/examples.ts';
import { type TestStack, startTestStack } from '../src/test-stack.ts';

const root = resolve(__dirname, '../../..');

/** How long the overview waits for its parts (ms): here it matters what it says, on however slow a machine. */
const PATIENCE_MS = '10000';

let stack: TestStack;
let today: string;
let contracts: Contract[];
let unbuilt: readonly string[];

beforeAll(async () => {
  today = calendarDateOf(new Date());
  stack = await startTestStack({ RPC_DEADLINE_MS: PATIENCE_MS });
  contracts = await loadContracts(stack.manifests);
  unbuilt = (await notBuilt(root, contracts)).map(({ id }) => id);
}, 60_000);

afterAll(() => stack.stop());

/** What of an answer must be as the example says. */
interface Statement {
  readonly status: number;
  readonly says: unknown;
}

function promiseOf(operation: Operation, { problem, response }: Example): Statement {
  if (problem !== undefined) {
    const status = problemsOf(operation).find(({ code }) => code === problem)?.status ?? 0;
    return { status, says: { code: problem } };
  }
  const success = jsonResponse(operation);
  if (!success) throw new Error(`${operation.id} has an example, but answers no JSON`);
  return { status: success.status, says: withoutVolatile(success.schema, response) };
}

function statementOf(operation: Operation, { status, body }: Answer): Statement {
  const success = jsonResponse(operation);
  if (status === success?.status) return { status, says: withoutVolatile(success.schema, body) };
  const code: unknown = typeof body === 'object' && body !== null && 'code' in body ? body.code : body;
  return { status, says: { code } };
}

function pathOf({ path }: Operation, { params = {}, query = {} }: Example): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const search = new URLSearchParams(query).toString();
  return search ? `${filled}?${search}` : filled;
}

/** The example as it was true on a day. */
function exampleOn(day: string, example: Example): Example {
  const { params, query, body, ...rest } = example;
  const moved = (texts: Readonly<Record<string, string>> = {}) =>
    Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, String(toldOn(day, text))]));
  return {
    ...rest,
    params: moved(params),
    query: moved(query),
    ...(body && { body: Object.fromEntries(Object.entries(body).map(([k, v]) => [k, toldOn(day, v)])) }),
    response: toldOn(day, example.response),
  };
}

type Send = (published: PublishedExample) => Promise<Answer>;

/** Sends each example and expects of all at once, so that a failure shows every field that differs. */
async function expectKept(examples: readonly PublishedExample[], send: Send): Promise<void> {
  const promised: Record<string, Statement> = {};
  const kept: Record<string, Statement> = {};
  for (const published of examples) {
    const { operation, example, name } = published;
    const key = `${operation.id}: ${name}`;
    promised[key] = promiseOf(operation, example);
    kept[key] = statementOf(operation, await send(published));
  }
  expect(Object.keys(promised)).not.toEqual([]);
  expect(kept).toEqual(promised);
}

const toMock: Send = (published) => {
  const { operation, example, name } = published;
  return new ContractCaller(contracts, stack.mock.url).request(operation.method, pathOf(operation, example), {
    body: example.body,
    token: 'anything',
    headers: isFirstOfItsRequest(published) ? {} : { prefer: `example=${name}` },
  });
};

/** Whether the mock answers the request with this example unless it is told another. */
function isFirstOfItsRequest({ operation, example }: PublishedExample): boolean {
  const requestOf = ({ params, query, body }: Example) => JSON.stringify([params, query, body]);
  const sameRequest = (other: Example) => requestOf(other) === requestOf(example);
  return Object.values(operation.examples).find(sameRequest) === example;
}

const toServices: Send = async ({ contract, operation, example }) => {
  const { url, token } = await entranceOf(contract, operation, example);
  return new ContractCaller(contract, url).request(operation.method, pathOf(operation, example), {
    body: example.body,
    token,
  });
};

/** Members come through the edge; machines ask the service itself. */
async function entranceOf({ name }: Contract, { access }: Operation, example: Example) {
  const [, scope] = /^machine:(.+)$/.exec(access) ?? [];
  if (scope !== undefined)
    return { url: serviceOf(name).url, token: await stack.issuer.mint({ sub: 'machine', scope }) };
  const { params, query, account: asking = 'company-ab' } = example;
  const account = query?.account_id ?? params?.account_id ?? asking;
  return { url: stack.edge.url, token: await requestToken(stack.issuer.url, account) };
}

function serviceOf(name: string) {
  const service = stack.services.get(name);
  if (!service) throw new Error(`There is no service ${name}`);
  return service;
}

/** The published examples of what is built, as they are true today. */
function examplesToday(): PublishedExample[] {
  return publishedExamples(contracts)
    .filter(({ operation }) => !unbuilt.includes(operation.id))
    .map((published) => ({ ...published, example: exampleOn(today, published.example) }));
}

describe('every published example', () => {
  it('shows an operation that answers JSON, and each of these has one', () => {
    const shown = new Set(publishedExamples(contracts).map(({ operation }) => operation.id));
    const answering = contracts.flatMap(({ operations }) => Object.values<Operation>(operations));
    const answeringJson = answering.filter((operation) => operation.id !== 'ping' && jsonResponse(operation));
    expect(shown).toEqual(new Set(answeringJson.map(({ id }) => id)));
  });

  it('is what the mock answers', async () => {
    await expectKept(publishedExamples(contracts), toMock);
  });

  it('that tells of a service that is down is what the others answer then', async () => {
    const outages = Map.groupBy(examplesToday(), serviceDownIn);
    outages.delete(undefined);
    for (const [name = '', examples] of outages) {
      await serviceOf(name).stop();
      await expectKept(examples, toServices);
      serviceOf(name).serve();
      await serviceOf(name).untilReady(() => Promise.reject(new Error('it was migrated before')));
    }
    expect(outages.size).toBeGreaterThan(0);
  });

  // The writes among the examples change what the others show, so these come last.
  it('is what the services answer over the seed data', async () => {
    await expectKept(
      examplesToday().filter((published) => serviceDownIn(published) === undefined),
      toServices,
    );
  });
});
