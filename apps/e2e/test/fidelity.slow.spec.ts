import { z } from 'zod';
import {
  type Access,
  type Contract,
  type Example,
  type Operation,
  jsonResponse,
  accountOfCaller,
  calendarDateOf,
  machineScopeOf,
  pathOfExample,
} from '#contracts/vocabulary';
import { loadContracts } from '#libs/contract-catalog';
import { ContractCaller, moveDates } from '#libs/testing';
import { type TokenRequest, recoveredOverview, requestToken } from '#tools/local-stack';
import { type PublishedExample, publishedExamples, serviceDownIn } from '../src/examples.ts';
import { type SendExample, brokenExamples } from '../src/fidelity.ts';
import { type TestStack, startTestStack } from '../src/test-stack.ts';

/**
 * The deadline of the overview, in ms. The deadline is long, because this test checks only the content and machines
 * can be slow.
 */
const PATIENCE_MS = '10000';
/** The maximum number of reads until the overview has the data of the restarted service. */
const RECOVERY_CHECKS = 300;

let stack: TestStack;
let today: string;
let contracts: Contract[];

beforeAll(async () => {
  today = calendarDateOf(new Date());
  stack = await startTestStack({ RPC_DEADLINE_MS: PATIENCE_MS });
  contracts = await loadContracts(stack.manifests);
}, 60_000);

afterAll(() => stack.stop());

const toMock: SendExample = (published) => {
  const { operation, example, name } = published;
  return new ContractCaller(contracts, stack.mock.url).request(
    operation.method,
    pathOfExample(operation, example),
    {
      body: example.body,
      token: 'anything',
      headers: isFirstOfItsRequest(published) ? {} : { prefer: `example=${name}` },
    },
  );
};

/** If several examples have equal requests, the mock returns the first of these examples. */
function isFirstOfItsRequest({ operation, example }: PublishedExample): boolean {
  const requestOf = ({ params, query, body }: Example) => JSON.stringify([params, query, body]);
  const sameRequest = (other: Example) => requestOf(other) === requestOf(example);
  return Object.values(operation.examples).find(sameRequest) === example;
}

const toServices: SendExample = async ({ contract, operation, name, example }) => {
  const { url, token } = await entranceOf(contract, operation, example);
  const caller = new ContractCaller(contract, url, { recordsEvidence: true });
  return caller.request(operation.method, pathOfExample(operation, example), {
    body: example.body,
    token,
    example: name,
  });
};

/** Calls exposed operations through the edge, and internal operations at the service. */
async function entranceOf({ name }: Contract, { access, exposure }: Operation, example: Example) {
  const scope = machineScopeOf(access);
  const token =
    scope === undefined
      ? await requestToken(stack.issuer.url, accountOfCaller(example), roleOf(access, example))
      : await stack.issuer.mintMachine('machine', scope);
  return { url: exposure === 'internal' ? serviceOf(name).url : stack.edge.url, token };
}

function roleOf(access: Access, { as: role }: Example): TokenRequest {
  if (role) return { role };
  return access === 'support' ? { role: access } : {};
}

function serviceOf(name: string) {
  const service = stack.services.get(name);
  if (!service) throw new Error(`There is no service ${name}`);
  return service;
}

const textsSchema = z.record(z.string(), z.string()).default({});

/** Moves the dates of the examples to today, because the seed data is relative to today. */
function examplesToday(): PublishedExample[] {
  return publishedExamples(contracts)
    .filter(({ operation }) => operation.built)
    .map((published) => {
      const { query, response } = published.example;
      const moved = {
        query: textsSchema.parse(moveDates(today, query)),
        response: moveDates(today, response),
      };
      return { ...published, example: { ...published.example, ...moved } };
    });
}

describe('every published example', () => {
  it('belongs to an operation that returns JSON, and every operation that returns JSON has an example', () => {
    const shown = new Set(publishedExamples(contracts).map(({ operation }) => operation.id));
    const operations = contracts.flatMap(({ operations }) => Object.values<Operation>(operations));
    const jsonOperations = operations.filter(
      (operation) => operation.id !== 'ping' && jsonResponse(operation),
    );
    expect(shown).toEqual(new Set(jsonOperations.map(({ id }) => id)));
  });

  it('equals the response of the mock', async () => {
    expect(await brokenExamples(publishedExamples(contracts), toMock)).toEqual([]);
  });

  it('of an outage equals the response of the services during that outage', async () => {
    const outages = Map.groupBy(examplesToday(), serviceDownIn);
    outages.delete(undefined);
    for (const [name = '', examples] of outages) {
      await serviceOf(name).stop();
      expect(await brokenExamples(examples, toServices)).toEqual([]);
      serviceOf(name).serve();
      await serviceOf(name).untilReady(() => Promise.reject(new Error('it was migrated before')));
      await recoveredOverview({ edgeUrl: stack.edge.url, issuerUrl: stack.issuer.url }, RECOVERY_CHECKS);
    }
    expect(outages.size).toBeGreaterThan(0);
  });

  // This test must be last, because it changes the data of other examples.
  it('equals the response of the services with seed data', async () => {
    const examples = examplesToday().filter((published) => serviceDownIn(published) === undefined);
    expect(await brokenExamples(examples, toServices)).toEqual([]);
  });
});
