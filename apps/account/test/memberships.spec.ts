import type { Answer } from '#libs/testing';
import {
  type AccountService,
  issuerToken,
  membershipsIn,
  problemIn,
  startAccountService,
} from './account-service.ts';

let service: AccountService;

beforeAll(async () => {
  service = await startAccountService();
  const values = [1, 2, 3, 4, 5].flatMap((user) => [`('u${user}', 'shared')`, `('u1', 'a${user}')`]);
  await service.account.dataSource.query(`INSERT INTO memberships VALUES ${values.join(', ')}`);
});

afterAll(() => service.stop());

async function get(query: string): Promise<Answer> {
  const token = await issuerToken(service.account);
  return service.account.request('GET', `/v1/memberships?${query}`, { token });
}

/** The memberships as `user/account`, page by page. */
async function pages(query: string): Promise<string[]> {
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const { data, page } = membershipsIn(await get(`${query}${cursor ? `&cursor=${cursor}` : ''}`));
    seen.push(...data.map(({ user_id: user, account_id: account }) => `${user}/${account}`));
    cursor = page.next_cursor;
  } while (cursor);
  return seen;
}

it('tells the accounts of a user', async () => {
  expect(await pages('user_id=user-anna')).toEqual(['user-anna/company-ab', 'user-anna/company-cd']);
});

it('tells the users of an account', async () => {
  expect(await pages('account_id=acc7')).toEqual(['user-acc7/acc7']);
});

it('tells whether a user may see an account', async () => {
  expect(await pages('user_id=user-anna&account_id=company-cd')).toEqual(['user-anna/company-cd']);
  expect(await pages('user_id=user-anna&account_id=acc1')).toEqual([]);
});

it('tells nothing of a user whom nobody knows', async () => {
  expect(await pages('user_id=nobody')).toEqual([]);
});

it.each([1, 2, 100])('shows each once, by user and account, in pages of %i', async (limit) => {
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
});

it('refuses to list everything', async () => {
  const answer = await get('limit=10');
  expect(answer.status).toBe(400);
  const { code, errors } = problemIn(answer);
  expect(code).toBe('INVALID_REQUEST');
  expect(errors?.map((error) => [error.in, error.pointer])).toEqual([
    ['query', '/user_id'],
    ['query', '/account_id'],
  ]);
});

it('refuses a cursor that was given out for another filter', async () => {
  const { page } = membershipsIn(await get('user_id=u1&limit=1'));
  for (const filter of ['user_id=u2', 'account_id=shared', 'user_id=u1&account_id=a1']) {
    const answer = await get(`${filter}&cursor=${page.next_cursor}`);
    expect(answer.status).toBe(400);
    expect(problemIn(answer).errors?.map(({ pointer }) => pointer)).toEqual(['/cursor']);
  }
});

describe('access', () => {
  const path = '/v1/memberships?user_id=user-anna';

  it('is refused to members, of whatever account', async () => {
    const answer = await service.account.as(['company-ab', 'company-cd'], 'GET', path);
    expect(answer.status).toBe(403);
    expect(problemIn(answer).code).toBe('FORBIDDEN');
  });

  it.each([
    ['another scope', 'cards.read'],
    ['a scope that only begins like it', 'memberships.read.all'],
    ['no scope', ''],
  ])('is refused to a machine with %s', async (_, scope) => {
    const token = await service.account.issuer.mintMachine('batch', scope);
    expect((await service.account.request('GET', path, { token })).status).toBe(403);
  });

  it('is granted to a machine that has the scope among others', async () => {
    const token = await service.account.issuer.mintMachine('idp', 'cards.read memberships.read');
    expect((await service.account.request('GET', path, { token })).status).toBe(200);
  });

  it('needs a token', async () => {
    expect((await service.account.request('GET', path)).status).toBe(401);
  });
});
