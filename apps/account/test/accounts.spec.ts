import { sek } from '#contracts/vocabulary';
import { codeOf, comparable, expectInvalid, readPages } from '#libs/testing';
import { type AccountService, accountsIn, startAccountService } from './support.ts';

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
  it('contains exactly the accounts that the token names', async () => {
    const { data, page } = accountsIn(await get('/v1/accounts', 'company-cd', 'company-ab'));
    expect(data.map(({ account_name: name }) => name)).toEqual(['Company AB', 'Company CD']);
    expect(page).toEqual({ next_cursor: null, total_count: null });
  });

  it('omits accounts in the token that do not exist', async () => {
    const { data } = accountsIn(await get('/v1/accounts', 'gone', 'company-ab'));
    expect(data.map(({ account_id: id }) => id)).toEqual(['company-ab']);
  });

  it('is empty for a token without accounts', async () => {
    expect(accountsIn(await get('/v1/accounts')).data).toEqual([]);
  });

  it('sorts names in Swedish order, and equal names by id', async () => {
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

  it('shows each account once while accounts are added between pages', async () => {
    const ids = Array.from({ length: 9 }, (_, index) => `page-${index}`);
    const later = Array.from({ length: 5 }, (_, index) => `page-later-${index}`);
    await insert(...ids.map((id, index) => [id, `Sida ${Math.floor(index / 3)}`] as const));
    const pages = await readPages(async (cursor) => {
      const path = `/v1/accounts?limit=2${cursor ? `&cursor=${cursor}` : ''}`;
      const page = accountsIn(await get(path, ...ids, ...later));
      const next = later.pop();
      if (next) await insert([next, 'Sida 0']);
      return page;
    });
    expect(pages.filter(({ data }) => data.length > 2)).toEqual([]);
    const seen = pages.flatMap(({ data }) => data.map(({ account_id: id }) => id));
    expect(seen.filter((id) => ids.includes(id))).toEqual(ids);
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('has a next page after a name with a control character', async () => {
    await insert(['control-1', 'Acme\t1'], ['control-2', 'Acme\u0085 2']);
    const pages = await readPages(async (cursor) => {
      const path = `/v1/accounts?limit=1${cursor ? `&cursor=${cursor}` : ''}`;
      return accountsIn(await get(path, 'control-1', 'control-2'));
    });
    expect(pages.flatMap(({ data }) => data)).toHaveLength(2);
  });

  it('has a next page after a name of 200 Chinese characters', async () => {
    const ids = ['long-1', 'long-2', 'long-3'];
    await insert(...ids.map((id) => [id, '龍'.repeat(200)] as const));
    const pages = await readPages(async (cursor) => {
      const path = `/v1/accounts?limit=1${cursor ? `&cursor=${cursor}` : ''}`;
      return accountsIn(await get(path, ...ids));
    });
    expect(pages.flatMap(({ data }) => data.map(({ account_id: id }) => id))).toEqual(ids);
  });

  it('has no next cursor on the last page, even if that page is full', async () => {
    const { page } = accountsIn(await get('/v1/accounts?limit=2', 'company-ab', 'company-cd'));
    expect(page.next_cursor).toBeNull();
  });

  it("rejects another user's cursor", async () => {
    const { page } = accountsIn(await get('/v1/accounts?limit=1', 'company-ab', 'company-cd'));
    const token = await service.account.issuer.mint({ sub: 'user-other', account_ids: ['company-ab'] });
    const answer = await service.account.request('GET', `/v1/accounts?cursor=${page.next_cursor}`, { token });
    expectInvalid(answer, 'query/cursor');
  });
});

describe('a request for an account', () => {
  it('returns its name and its limit', async () => {
    expect((await get('/v1/accounts/no-transactions', 'no-transactions')).body).toEqual({
      data: {
        account_id: 'no-transactions',
        account_name: 'Första Steget AB',
        credit_limit: sek(500_000),
      },
    });
  });

  it('returns a limit up to the largest safe integer', async () => {
    await service.account.dataSource.query(`INSERT INTO accounts VALUES ('rich', 'Rik AB', $1, 'SEK')`, [
      Number.MAX_SAFE_INTEGER,
    ]);
    expect((await get('/v1/accounts/rich', 'rich')).body).toMatchObject({
      data: { credit_limit: sek(Number.MAX_SAFE_INTEGER) },
    });
  });

  it('returns 404 to members of a different company, and to members of a deleted account', async () => {
    const others = await get('/v1/accounts/company-cd', 'company-ab');
    const unknown = await get('/v1/accounts/nowhere', 'company-ab');
    const gone = await get('/v1/accounts/gone', 'gone');
    expect(codeOf(others)).toBe('404 ACCOUNT_NOT_FOUND');
    expect(comparable(unknown)).toEqual(comparable(others));
    expect(comparable(gone)).toEqual(comparable(others));
  });
});
