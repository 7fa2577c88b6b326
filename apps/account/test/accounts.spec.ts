import { sek } from '#contracts/vocabulary';
import {
  type AccountService,
  accountsIn,
  comparable,
  problemIn,
  startAccountService,
} from './account-service.ts';

let service: AccountService;

beforeAll(async () => {
  service = await startAccountService();
});

afterAll(() => service.stop());

const get = (path: string, ...accountIds: string[]) => service.account.as(accountIds, 'GET', path);

async function insert(...accounts: readonly (readonly [id: string, name: string])[]): Promise<void> {
  for (const account of accounts) {
    await service.account.dataSource.query(`INSERT INTO accounts VALUES ($1, $2, 100000, 'SEK')`, [
      ...account,
    ]);
  }
}

describe('the list of accounts', () => {
  it('has those of the token and no other', async () => {
    const { data, page } = accountsIn(await get('/v1/accounts', 'company-cd', 'company-ab'));
    expect(data.map(({ account_name: name }) => name)).toEqual(['Company AB', 'Company CD']);
    expect(page).toEqual({ next_cursor: null, total_count: null });
  });

  it('leaves out what the token names and nobody has', async () => {
    const { data } = accountsIn(await get('/v1/accounts', 'gone', 'company-ab'));
    expect(data.map(({ account_id: id }) => id)).toEqual(['company-ab']);
  });

  it('is empty for a token without accounts', async () => {
    expect(accountsIn(await get('/v1/accounts')).data).toEqual([]);
  });

  it('sorts names the way Swedes do, and equal names by id', async () => {
    const named = [
      ['sort-1', 'Zeta'],
      ['sort-2', 'Östen'],
      ['sort-3', 'Åke'],
      ['sort-4', 'alfa'],
      ['sort-6', 'Beta'],
      ['sort-5', 'Beta'],
      ['sort-7', 'Ärlig'],
    ] as const;
    await insert(...named);
    const { data } = accountsIn(await get('/v1/accounts', ...named.map(([id]) => id)));
    expect(data.map(({ account_id: id }) => id)).toEqual([
      'sort-4',
      'sort-5',
      'sort-6',
      'sort-1',
      'sort-3',
      'sort-7',
      'sort-2',
    ]);
  });

  it('shows each account once, page by page, while accounts are added', async () => {
    const ids = Array.from({ length: 9 }, (_, index) => `page-${index}`);
    const later = Array.from({ length: 5 }, (_, index) => `page-later-${index}`);
    await insert(...ids.map((id, index) => [id, `Sida ${Math.floor(index / 3)}`] as const));
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const path = `/v1/accounts?limit=2${cursor ? `&cursor=${cursor}` : ''}`;
      const { data, page } = accountsIn(await get(path, ...ids, ...later));
      expect(data.length).toBeLessThanOrEqual(2);
      seen.push(...data.map(({ account_id: id }) => id));
      cursor = page.next_cursor;
      const next = later.pop();
      if (next) await insert([next, 'Sida 0']);
    } while (cursor);
    expect(seen.filter((id) => ids.includes(id))).toEqual(ids);
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('has no next page when the last one is full', async () => {
    const { page } = accountsIn(await get('/v1/accounts?limit=2', 'company-ab', 'company-cd'));
    expect(page.next_cursor).toBeNull();
  });

  it("refuses another user's cursor", async () => {
    const { page } = accountsIn(await get('/v1/accounts?limit=1', 'company-ab', 'company-cd'));
    const token = await service.account.issuer.mint({ sub: 'user-other', account_ids: ['company-ab'] });
    const answer = await service.account.request('GET', `/v1/accounts?cursor=${page.next_cursor}`, { token });
    expect(answer.status).toBe(400);
    expect(problemIn(answer).errors?.map(({ pointer }) => pointer)).toEqual(['/cursor']);
  });

  it.each([
    ['a character that PostgreSQL can not store', { accountName: 'a\u0000b', accountId: 'company-ab' }],
    ['an id that is none', { accountName: 'a', accountId: "'; --" }],
    ['half a position', { accountName: 'a' }],
    ['text for a position', 'a'],
  ])('refuses a cursor with %s inside', async (_, position) => {
    const { page } = accountsIn(await get('/v1/accounts?limit=1', 'company-ab', 'company-cd'));
    const [print] = Buffer.from(page.next_cursor ?? '', 'base64url')
      .toString()
      .split(',');
    const cursor = Buffer.from(`${print},${JSON.stringify(position)}]`).toString('base64url');
    const answer = await get(`/v1/accounts?cursor=${cursor}`, 'company-ab', 'company-cd');
    expect(answer.status).toBe(400);
    expect(problemIn(answer).errors?.map(({ pointer }) => pointer)).toEqual(['/cursor']);
  });
});

describe('one account', () => {
  it('has a name and a limit', async () => {
    expect((await get('/v1/accounts/no-transactions', 'no-transactions')).body).toEqual({
      data: {
        account_id: 'no-transactions',
        account_name: 'Första Steget AB',
        credit_limit: sek(500_000),
      },
    });
  });

  it('may have a limit as large as is exact', async () => {
    await service.account.dataSource.query(`INSERT INTO accounts VALUES ('rich', 'Rik AB', $1, 'SEK')`, [
      Number.MAX_SAFE_INTEGER,
    ]);
    expect((await get('/v1/accounts/rich', 'rich')).body).toMatchObject({
      data: { credit_limit: sek(Number.MAX_SAFE_INTEGER) },
    });
  });

  it("that is another's is answered like one that is not there, in the token or not", async () => {
    const others = await get('/v1/accounts/company-cd', 'company-ab');
    const unknown = await get('/v1/accounts/nowhere', 'company-ab');
    const gone = await get('/v1/accounts/gone', 'gone');
    expect(others.status).toBe(404);
    expect(problemIn(others).code).toBe('ACCOUNT_NOT_FOUND');
    expect(comparable(unknown)).toEqual(comparable(others));
    expect(comparable(gone)).toEqual(comparable(others));
  });
});
