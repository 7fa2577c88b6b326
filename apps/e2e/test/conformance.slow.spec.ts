import { type Contract, type Operation, machineScopeOf, operationsOf } from '#contracts/vocabulary';
import { customerContract } from '#contracts/customer';
import { loadContracts } from '#libs/contract-catalog';
import { ContractCaller } from '#libs/testing';
import { requestToken } from '#tools/local-stack';
import {
  type Draws,
  type Tally,
  type Target,
  faultsOfMethods,
  faultsOfUnbuilt,
  faultsOfInvalidRequests,
  faultsOfValidRequests,
  faultsWithoutToken,
  targetAt,
} from '../src/conformance.ts';
import type { KnownValues } from '../src/drawn-requests.ts';
import { type TestStack, startTestStack } from '../src/test-stack.ts';

/** With a fixed seed, only a change of code can break the test. The nightly run uses random seeds. */
const { CONFORMANCE_SEED = '751154839' } = process.env;
const seed = CONFORMANCE_SEED === 'random' ? Math.floor(Math.random() * 2 ** 31) : Number(CONFORMANCE_SEED);

const RUNS = 25;

// A busy machine needs minutes to generate invalid requests.
jest.setTimeout(300_000);

let stack: TestStack;
let contracts: Contract[];
let owner: string;
let support: string;
let known: KnownValues;

beforeAll(async () => {
  stack = await startTestStack();
  contracts = await loadContracts(stack.manifests);
  owner = await requestToken(stack.issuer.url, 'company-ab');
  support = await requestToken(stack.issuer.url, 'company-ab', { role: 'support' });
  known = {
    account_id: ['company-ab', 'company-cd'],
    // The test generates no cursors, because only responses contain valid cursors.
    cursor: [],
    card_id: ['card-company-ab', 'card-nobodys'],
    reference: [await referenceOfRequest(), 'QS-nobodys'],
  };
  const unbuilt = contracts.flatMap(operationsOf).filter(({ built }) => !built);
  process.stdout.write(
    `CONFORMANCE_SEED=${seed}; not built: ${unbuilt.map(({ id }) => id).join(', ') || 'nothing'}\n`,
  );
}, 60_000);

afterAll(() => stack.stop());

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
  return Promise.all(all.map(({ contract, operation }) => serviceTarget(contract, operation)));
}

/**
 * Calls exposed operations through the edge. Calls the service itself for internal operations, and for operations
 * that the edge sends to the mock.
 */
async function serviceTarget(contract: Contract, operation: Operation): Promise<Target> {
  const service = stack.services.get(contract.name);
  if (!service) throw new Error(`There is no service ${contract.name}`);
  const scope = machineScopeOf(operation.access);
  const person = operation.access === 'support' ? support : owner;
  const token = scope === undefined ? person : await stack.issuer.mintMachine('machine', scope);
  const url = operation.exposure === 'edge' && operation.built ? stack.edge.url : service.url;
  return targetAt(url, contract, operation, token);
}

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

  const isServed = ({ operation }: Target): boolean => at === 'mock' || operation.built;

  it('accepts every valid request, and returns only responses that the contract declares', async () => {
    const served = targets.filter(isServed);
    expect(await faultsOfEach(served, (target) => faultsOfValidRequests(target, draws))).toEqual([]);
  });

  it('returns 501 for every operation that is not built', async () => {
    const unbuilt = targets.filter((target) => !isServed(target));
    expect(await faultsOfEach(unbuilt, (target) => faultsOfUnbuilt(target, draws))).toEqual([]);
  });

  it('refuses every invalid request', async () => {
    expect(await faultsOfEach(targets, (target) => faultsOfInvalidRequests(target, draws))).toEqual([]);
  });

  it('returns 401 without a token, unless the operation is public', async () => {
    expect(await faultsOfEach(targets, (target) => faultsWithoutToken(target, draws))).toEqual([]);
  });

  it('returns 405 with the allowed methods if the path does not support the method', async () => {
    const siblings = contracts.flatMap(operationsOf);
    expect(await faultsOfEach(targets, (target) => faultsOfMethods(target, siblings))).toEqual([]);
  });
});
