import { accountContract } from '#contracts/account';
import { operationsOf } from '#contracts/vocabulary';
import { type AccountService, issuerToken, startAccountService } from './account-service.ts';

let service: AccountService;

beforeAll(async () => {
  service = await startAccountService();
});

afterAll(() => service.stop());

const examples = operationsOf(accountContract).flatMap(({ id, method, path, access, examples }) =>
  Object.entries(examples).map(([name, example]) => ({ id, method, path, access, name, example })),
);

it('has examples for every operation', () => {
  const ids = Object.keys(accountContract.operations).filter((id) => id !== 'ping');
  expect(new Set(examples.map(({ id }) => id))).toEqual(new Set(ids));
});

/** The other services answer with their own examples, so what is volatile elsewhere stands still here. */
it.each(examples)(
  'answers $id as its example "$name" says',
  async ({ method, path, access, name, example }) => {
    const { account, callees } = service;
    const down = Object.values(callees).find(({ contract }) => name === `${contract.name}-service-down`);
    await down?.stop();
    const accounts = accountsIn({ ...example.params, response: example.response });
    const token = access === 'member' ? await account.token(...accounts) : await issuerToken(account);
    const filled = path.replace(/\{(\w+)\}/g, (_, parameter: string) => example.params?.[parameter] ?? '');
    const query = new URLSearchParams(example.query).toString();
    const answer = await account.request(method, query ? `${filled}?${query}` : filled, { token });
    await down?.listen();
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(example.response);
  },
);

/** Every account that a value speaks of: what a member must be allowed to see. */
function accountsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const found = Object.entries(value).flatMap(([name, part]: [string, unknown]) =>
    name === 'account_id' && typeof part === 'string' ? [part] : accountsIn(part),
  );
  return [...new Set(found)];
}
