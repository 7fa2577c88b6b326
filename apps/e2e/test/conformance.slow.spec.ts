import { resolve } from 'node:path';
import { type Contract, type Operation, operationsOf } from '#contracts/vocabulary';
import { customerContract } from '#contracts/customer';
import { loadContracts } from '#libs/contract-catalog';
import { calendarDateOf } from '#libs/runtime';
import { ContractCaller } from '#libs/testing';
import { notBuilt, requestToken } from '#tools/local-stack';
import {
  type Draws,
  type Tally,
  type Target,
  faultsOfMethods,
  faultsOverBadData,
  faultsOverGoodData,
  faultsWithoutToken,
  targetAt,
} from '../src/conformance.ts';
import type { KnownValues } from '../src/drawn-requests.ts';
import { type TestStack, startTestStack } from '../src/test-stack.ts';

const root = resolve(__dirname, '../../..');
/** The same for everybody, so that only a change makes it red; the nightly run draws another one. */
const { CONFORMANCE_SEED = '751154839' } = process.env;
const seed = CONFORMANCE_SEED === 'random' ? Math.floor(Math.random() * 2 ** 31) : Number(CONFORMANCE_SEED);

const RUNS = 25;

// Drawing what is bad is most of the work, and a busy machine may take its time for it.
jest.setTimeout(300_000);

let stack: TestStack;
let today: string;
let contracts: Contract[];
let unbuilt: readonly string[];
let member: string;
let known: KnownValues;

beforeAll(async () => {
  today = calendarDateOf(new Date());
  stack = await startTestStack();
  contracts = await loadContracts(stack.manifests);
  unbuilt = (await notBuilt(root, contracts)).map(({ id }) => id);
  member = await requestToken(stack.issuer.url, 'company-ab');
  known = {
    account_id: ['company-ab', 'company-cd'],
    // An answer gives cursors out, so none is drawn.
    cursor: [],
    card_id: ['card-company-ab', 'card-nobodys'],
    reference: [await referenceOfRequest(), 'QS-nobodys'],
  };
  process.stdout.write(`CONFORMANCE_SEED=${seed}; not built: ${unbuilt.join(', ') || 'nothing'}\n`);
}, 60_000);

afterAll(() => stack.stop());

/** A support request that there is. */
async function referenceOfRequest(): Promise<string> {
  const { method, path, examples, responses } = customerContract.operations.createSupportRequest;
  const { sent } = examples;
  const { body } = await new ContractCaller(customerContract, stack.edge.url).request(method, path, {
    body: sent?.body,
  });
  return responses[201].schema.parse(body).data.reference;
}

async function targetsOf(at: 'mock' | 'services'): Promise<Target[]> {
  const all = contracts.flatMap((contract) =>
    operationsOf(contract).map((operation) => ({ contract, operation })),
  );
  if (at === 'mock')
    return all.map(({ contract, operation }) => targetAt(stack.mock.url, contract, operation, 'anything'));
  const built = all.filter(({ operation }) => !unbuilt.includes(operation.id));
  return Promise.all(built.map(({ contract, operation }) => serviceTarget(contract, operation)));
}

/** Members come through the edge; machines ask the service itself. */
async function serviceTarget(contract: Contract, operation: Operation): Promise<Target> {
  const [, scope] = /^machine:(.+)$/.exec(operation.access) ?? [];
  const service = stack.services.get(contract.name);
  if (scope === undefined || !service) return targetAt(stack.edge.url, contract, operation, member, today);
  return targetAt(service.url, contract, operation, await stack.issuer.mintMachine('machine', scope), today);
}

/** The faults of all targets, one target after the other. */
async function faultsOfEach(
  targets: readonly Target[],
  find: (target: Target) => Promise<string[]>,
): Promise<string[]> {
  const found: string[] = [];
  for (const target of targets) found.push(...(await find(target)));
  return found;
}

describe.each(['mock', 'services'] as const)('the %s', (at) => {
  let targets: Target[];
  const tally: Tally = { drawn: 0, seenOnce: [] };
  let draws: Draws;

  beforeAll(async () => {
    draws = { seed, runs: RUNS, known, tally };
    targets = await targetsOf(at);
    expect(targets.length).toBeGreaterThan(0);
  });

  afterAll(() => {
    const { drawn, seenOnce } = tally;
    const once = seenOnce.map((fault) => `\n  seen once, so not counted: ${fault}`).join('');
    process.stdout.write(`CONFORMANCE_SEED=${seed}: ${drawn} requests drawn for the ${at}${once}\n`);
  });

  it('takes whatever the contract allows, and answers as it declares', async () => {
    expect(await faultsOfEach(targets, (target) => faultsOverGoodData(target, draws))).toEqual([]);
  });

  it('refuses whatever the contract does not allow', async () => {
    expect(await faultsOfEach(targets, (target) => faultsOverBadData(target, draws))).toEqual([]);
  });

  it('answers nobody without a token, unless the operation is public', async () => {
    expect(await faultsOfEach(targets, (target) => faultsWithoutToken(target, draws))).toEqual([]);
  });

  it('refuses methods that no operation has, and says which there are', async () => {
    const siblings = contracts.flatMap(operationsOf);
    expect(await faultsOfEach(targets, (target) => faultsOfMethods(target, siblings))).toEqual([]);
  });
});
