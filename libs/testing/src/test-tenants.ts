import {
  type Example,
  type Operation,
  accountOfCaller,
  forbiddenExampleFaults,
  forbiddenExamples,
  idNamesOf,
  isForMembers,
  memberExamples,
  needsRole,
  operationsOf,
  pathOfExample,
  problem,
  successWithSameRequest,
} from '#contracts/vocabulary';
import type { ServiceDefinition } from '#libs/service-kit';
import type { TestResponse } from './contract-caller.ts';
import { changedTables, databaseState } from './database-state.ts';
import { faultsOfMember } from './faults-of-member.ts';
import { sendExample } from './send-example.ts';
import { TestService, type TestServiceOptions } from './test-service.ts';

const ACCOUNT = 'account_id';

interface Trespass {
  readonly caller: string;
  readonly accounts: readonly string[];
  readonly example: Example;
  /** The same request with ids that don't exist. */
  readonly unknown: Example;
}

/**
 * Declares tests that every operation with an id hides the data of other companies. A member of a different company,
 * or of no company, must get the same response as for an unknown id. Members without the required role must get 403.
 * These requests must not change data. The tests come from the contract.
 */
export function testTenants(definition: ServiceDefinition, options: TestServiceOptions = {}): void {
  const built = operationsOf(definition.contract).filter((operation) => operation.built);
  const operations = built.filter(
    (operation) => isForMembers(operation.access) && idNamesOf(operation).length > 0,
  );
  let service: TestService;

  beforeAll(async () => {
    service = await TestService.start(definition, options);
  });

  afterAll(() => service.stop());

  it('the contract has a forbidden example for every id of every member operation', () => {
    expect(forbiddenExampleFaults(definition.contract)).toEqual([]);
  });

  for (const operation of operations) {
    it(`${operation.id} hides the data of other companies`, async () => {
      const faults: string[] = [];
      for (const example of forbiddenExamples(operation)) {
        for (const trespass of trespassesOf(operation, example))
          faults.push(...(await faultsOf(service, operation, trespass)));
        faults.push(...(await faultsOfOwner(service, operation, example)));
      }
      expect(faults).toEqual([]);
    });
  }

  for (const operation of built.filter(needsRole)) {
    it(`${operation.id} returns 403 to members who are not ${operation.access}`, async () => {
      const faults: string[] = [];
      for (const example of memberExamples(operation))
        faults.push(...(await faultsOfMember(service, operation, example)));
      expect(faults).toEqual([]);
    });
  }
}

function trespassesOf(operation: Operation, example: Example): Trespass[] {
  const stranger = accountOfCaller(example);
  const names = idNamesOf(operation);
  const unknown = withIds(example, names, (id) => `unknown-${id}`);
  const trespasses = [
    { caller: `a member of ${stranger}`, accounts: [stranger], example, unknown },
    // If the operation requires a role, the guard returns 403 to a caller who owns no account.
    ...(operation.access === 'member'
      ? [{ caller: 'a member of no company', accounts: [], example, unknown }]
      : []),
  ];
  if (!names.includes(ACCOUNT) || names.length === 1) return trespasses;
  const own = withIds(example, names, (id, name) => (name === ACCOUNT ? stranger : id));
  return [
    ...trespasses,
    {
      caller: `a member of ${stranger} who names that account and the ids of another`,
      accounts: [stranger],
      example: own,
      unknown: withIds(own, names, (id, name) => (name === ACCOUNT ? id : `unknown-${id}`)),
    },
  ];
}

async function faultsOf(service: TestService, operation: Operation, trespass: Trespass): Promise<string[]> {
  const { caller, accounts, example, unknown } = trespass;
  const before = await databaseState(service.dataSource);
  const answer = await sendExample(service, operation, example, { accounts });
  const after = await databaseState(service.dataSource);
  const nowhere = await sendExample(service, operation, unknown, { accounts });
  const what = `${operation.method} ${pathOfExample(operation, example)} by ${caller}`;
  return [
    ...(answer.status === 404 ? [] : [`${what} gets ${answer.status}, not 404`]),
    ...(comparable(answer) === comparable(nowhere)
      ? []
      : [`${what} gets ${comparable(answer)}, but an unknown id gets ${comparable(nowhere)}`]),
    ...changedTables(before, after).map((table) => `${what} changes ${table}`),
  ];
}

/** If the owner also gets 404, the ids don't exist and the test proves nothing. */
async function faultsOfOwner(
  service: TestService,
  operation: Operation,
  example: Example,
): Promise<string[]> {
  const success = successWithSameRequest(operation, example);
  if (!success) return [];
  const answer = await sendExample(service, operation, success, { accounts: [accountOfCaller(success)] });
  return answer.status === 404
    ? [`${operation.id}: ${accountOfCaller(success)} gets 404 as well. Use ids of the seed data.`]
    : [];
}

/** Clears the request id and the path, because these differ between requests. */
function comparable({ status, body }: TestResponse): string {
  const { success, data } = problem.safeParse(body);
  return JSON.stringify({ status, body: success ? { ...data, request_id: '', instance: '' } : body });
}

type ReplaceId = (id: string, name: string) => string;

/**
 * Replaces every id in the request of an example. `names` lists the parameters and fields that hold ids, such as
 * `card_id`.
 */
function withIds(example: Example, names: readonly string[], replace: ReplaceId): Example {
  const { params, query, body, ...rest } = example;
  const replaceIds: ReplaceId = (text, name) => (names.includes(name) ? replace(text, name) : text);
  return {
    ...rest,
    ...(params && { params: replaceTexts(params, replaceIds) }),
    ...(query && { query: replaceTexts(query, replaceIds) }),
    ...(body && { body: replaceFields(body, replaceIds) }),
  };
}

function replaceTexts(texts: Readonly<Record<string, string>>, replace: ReplaceId): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, replace(text, name)]));
}

function replaceFields(fields: object, replace: ReplaceId): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]: [string, unknown]) => [name, replaceIn(value, name, replace)]),
  );
}

function replaceIn(value: unknown, name: string, replace: ReplaceId): unknown {
  if (typeof value === 'string') return replace(value, name);
  if (Array.isArray(value)) return value.map((item: unknown) => replaceIn(item, name, replace));
  return typeof value === 'object' && value !== null ? replaceFields(value, replace) : value;
}
