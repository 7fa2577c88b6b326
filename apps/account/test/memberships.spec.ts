import { type TestResponse, codeOf, expectInvalid, readPages } from '#libs/testing';
import { type AccountService, issuerToken, membershipsIn, startAccountService } from './support.ts';

let service: AccountService;

beforeAll(async () => {
  service = await startAccountService();
  const values = [1, 2, 3, 4, 5].flatMap((user) => [`('u${user}', 'shared')`, `('u1', 'a${user}')`]);
  await service.account.dataSource.query(
    `INSERT INTO memberships (user_id, account_id) VALUES ${values.join(', ')}`,
  );
});

afterAll(() => service.stop());

async function get(query: string): Promise<TestResponse> {
  const token = await issuerToken(service.account);
  return service.account.request('GET', `/v1/memberships?${query}`, { token });
}

async function pages(query: string): Promise<string[]> {
  const read = await readPages(async (cursor) =>
    membershipsIn(await get(`${query}${cursor ? `&cursor=${cursor}` : ''}`)),
  );
  return read.flatMap(({ data }) => data.map(({ user_id: user, account_id: id }) => `${user}/${id}`));
}

it('the list contains the accounts of a user', async () => {
  expect(await pages('user_id=user-anna')).toEqual(['user-anna/company-ab', 'user-anna/company-cd']);
});

it('the list shows who owns an account and who is only a member', async () => {
  const { data } = membershipsIn(await get('account_id=company-ab'));
  expect(data.map(({ user_id: user, role }) => [user, role])).toEqual([
    ['user-anna', 'owner'],
    ['user-bo', 'member'],
  ]);
});

it('the list contains the users of an account', async () => {
  expect(await pages('account_id=acc7')).toEqual(['user-acc7/acc7']);
});

it('the list shows whether a user has access to an account', async () => {
  expect(await pages('user_id=user-anna&account_id=company-cd')).toEqual(['user-anna/company-cd']);
  expect(await pages('user_id=user-anna&account_id=acc1')).toEqual([]);
});

it('the list is empty for an unknown user', async () => {
  expect(await pages('user_id=nobody')).toEqual([]);
});

it.each([1, 2, 100])(
  'the list has each membership once, sorted by user and account, in pages of %i',
  async (limit) => {
    expect(await pages(`user_id=u1&limit=${limit}`)).toEqual([
      'u1/a1',
      'u1/a2',
      'u1/a3',
      'u1/a4',
      'u1/a5',
      'u1/shared',
    ]);
    expect(await pages(`account_id=shared&limit=${limit}`)).toEqual([
      'u1/shared',
      'u2/shared',
      'u3/shared',
      'u4/shared',
      'u5/shared',
    ]);
  },
);

it('the service rejects a request that names neither a user nor an account', async () => {
  const answer = await get('limit=10');
  expectInvalid(answer, 'query/user_id', 'query/account_id');
});

describe('access to memberships', () => {
  const path = '/v1/memberships?user_id=user-anna';

  it('is denied to members of accounts', async () => {
    const answer = await service.account.as(['company-ab', 'company-cd'], 'GET', path);
    expect(codeOf(answer)).toBe('403 FORBIDDEN');
  });

  it.each([
    ['a different scope', 'cards.read'],
    ['a scope that only starts with the required scope', 'memberships.read.all'],
    ['no scope', ''],
  ])('is denied to a machine with %s', async (_, scope) => {
    const token = await service.account.issuer.mintMachine('batch', scope);
    expect((await service.account.request('GET', path, { token })).status).toBe(403);
  });

  it('is granted to a machine that has the required scope and other scopes', async () => {
    const token = await service.account.issuer.mintMachine('idp', 'cards.read memberships.read');
    expect((await service.account.request('GET', path, { token })).status).toBe(200);
  });

  it('requires a token', async () => {
    expect((await service.account.request('GET', path)).status).toBe(401);
  });
});
