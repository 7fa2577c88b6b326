import { badTokens } from '#libs/stand-ins';
import type { Answer } from '#libs/testing';
import { type AccountService, issuerToken, problemIn, startAccountService } from './account-service.ts';

let service: AccountService;

beforeAll(async () => {
  service = await startAccountService();
});

afterAll(() => service.stop());

const paths = [
  '/v1/accounts',
  '/v1/accounts/company-ab',
  '/v1/accounts/company-ab/overview',
  '/account/overview/company-ab',
  '/v1/memberships?user_id=user-anna',
];
const forMembers = paths.filter((path) => !path.startsWith('/v1/memberships'));
const member = { sub: 'user-anna', account_ids: ['company-ab', 'company-cd'] };

/** Sends a request with a token that is good for it. */
async function get(path: string): Promise<Answer> {
  const { account } = service;
  const token = path.startsWith('/v1/memberships')
    ? await issuerToken(account)
    : await account.issuer.mint(member);
  return account.request('GET', path, { token });
}

describe.each(paths)('%s', (path) => {
  it('answers to a good token', async () => {
    expect((await get(path)).status).toBe(200);
  });

  it('answers 401 without a token', async () => {
    expectUnauthenticated(await service.account.request('GET', path));
  });

  it.each(Object.entries(badTokens))('answers 401 to a token that %s', async (_, mint) => {
    const token = await mint(service.account.issuer, member);
    expectUnauthenticated(await service.account.request('GET', path, { token }));
  });

  it('answers 405 to another method', async () => {
    const answer = await service.account.as(['company-ab'], 'DELETE', path);
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe('GET');
  });

  it('refuses a parameter that it does not know', async () => {
    const answer = await get(`${path}${path.includes('?') ? '&' : '?'}sort=name`);
    expect(answer.status).toBe(400);
    expect(problemIn(answer).errors).toEqual([
      { in: 'query', pointer: '/sort', detail: 'is not known here; remove it' },
    ]);
  });
});

it.each(forMembers)('%s answers 403 to a machine', async (path) => {
  const token = await issuerToken(service.account);
  expect((await service.account.request('GET', path, { token })).status).toBe(403);
});

function expectUnauthenticated(answer: Answer): void {
  expect(answer.status).toBe(401);
  expect(problemIn(answer).code).toBe('UNAUTHENTICATED');
  expect(answer.headers.get('www-authenticate')).toBe('Bearer');
}

const lists = ['/v1/accounts?', '/v1/memberships?user_id=user-anna&'];
const listFaults = [
  ['limit=abc', '/limit'],
  ['limit=0', '/limit'],
  ['limit=101', '/limit'],
  ['limit=1e2', '/limit'],
  ['limit=', '/limit'],
  ['limit=3&limit=3', '/limit'],
  ['cursor=', '/cursor'],
  ['cursor=garbage', '/cursor'],
  [`cursor=${'a'.repeat(513)}`, '/cursor'],
].flatMap(([fault, pointer]) => lists.map((list) => ({ path: `${list}${fault}`, part: 'query', pointer })));

const faults = [
  ...listFaults,
  { path: '/v1/accounts?account_id=company-ab', part: 'query', pointer: '/account_id' },
  { path: '/v1/memberships?user_id=', part: 'query', pointer: '/user_id' },
  { path: '/v1/memberships?user_id=a%20b', part: 'query', pointer: '/user_id' },
  { path: '/v1/memberships?user_id=a&user_id=b', part: 'query', pointer: '/user_id' },
  { path: `/v1/memberships?account_id=${'a'.repeat(10_000)}`, part: 'query', pointer: '/account_id' },
  {
    path: '/v1/accounts/company-ab/overview?transactions=3&transactions=3',
    part: 'query',
    pointer: '/transactions',
  },
  { path: '/v1/accounts/company%20ab', part: 'path', pointer: '/account_id' },
  { path: '/v1/accounts/company%2Fab', part: 'path', pointer: '/account_id' },
  { path: `/v1/accounts/${'a'.repeat(10_000)}`, part: 'path', pointer: '/account_id' },
  { path: '/v1/accounts/%00/overview', part: 'path', pointer: '/account_id' },
  { path: `/v1/accounts/${'a'.repeat(10_000)}/overview`, part: 'path', pointer: '/account_id' },
  { path: '/account/overview/..%2Fcompany-cd', part: 'path', pointer: '/account_id' },
];

it.each(faults.map((fault) => ({ ...fault, shown: fault.path.slice(0, 80) })))(
  'refuses $shown and points at $pointer',
  async ({ path, part, pointer }) => {
    const answer = await get(path);
    expect(answer.status).toBe(400);
    expect(problemIn(answer)).toMatchObject({ code: 'INVALID_REQUEST', errors: [{ in: part, pointer }] });
  },
);

it('answers a path that can not be decoded with 400, and one that it does not have with 404', async () => {
  expect((await get('/v1/accounts/%E0%A4%A')).status).toBe(400);
  expect((await get('/v1/accounts/company-ab/secrets')).status).toBe(404);
});
