import { setTimeout } from 'node:timers/promises';
import { accountContract } from '#contracts/account';
import { accountOfCaller, operationsOf, pathOfExample } from '#contracts/vocabulary';
import { type AccountService, overviewIn, startAccountService } from './support.ts';

let service: AccountService;

beforeAll(async () => {
  service = await startAccountService();
});

afterAll(() => service.stop());

const built = operationsOf(accountContract).filter((operation) => operation.built);
const examples = built.flatMap((operation) =>
  Object.entries(operation.examples).map(([name, example]) => ({
    id: operation.id,
    operation,
    name,
    example,
  })),
);

it('the contract has an example of every operation that is built', () => {
  const ids = built.map(({ id }) => id).filter((id) => id !== 'ping');
  expect(new Set(examples.map(({ id }) => id))).toEqual(new Set(ids));
});

/** Each fake callee returns the example from its contract, so even volatile fields have the expected values. */
it.each(examples)('$id returns the response of its example $name', async ({ operation, name, example }) => {
  const { account, callees } = service;
  const down = Object.values(callees).find(({ contract }) => name === `${contract.name}-service-down`);
  await down?.stop();
  const accounts = [accountOfCaller(example), ...accountsIn(example.response)];
  const token = await account.tokenFor(example.as ?? operation.access, accounts);
  const answer = await account.request(operation.method, pathOfExample(operation, example), {
    token,
    body: example.body,
  });
  await down?.listen();
  if (down) await sectionsRecovered();
  if (example.problem) expect(answer.body).toMatchObject({ code: example.problem });
  else expect(answer.body).toEqual(example.response);
});

/** Waits until the circuit breaker of the stopped callee has closed. */
async function sectionsRecovered(): Promise<void> {
  const { account } = service;
  for (;;) {
    const answer = await account.as(['company-ab'], 'GET', '/v1/accounts/company-ab/overview');
    if (Object.values(overviewIn(answer).sections).every((section) => section === 'ok')) return;
    await setTimeout(50);
  }
}

/** Finds every `account_id` in a response. The test's token must include these accounts. */
function accountsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const found = Object.entries(value).flatMap(([name, part]: [string, unknown]) =>
    name === 'account_id' && typeof part === 'string' ? [part] : accountsIn(part),
  );
  return [...new Set(found)];
}
