import { EXAMPLE_DAY } from '#contracts/vocabulary';
import { ServiceConfig } from '#libs/runtime';
import { seedAccounts } from '../src/seed/accounts.ts';
import { seed } from '../src/seed/seed.ts';
import { type AccountService, startAccountService } from './account-service.ts';

let service: AccountService;

beforeAll(async () => {
  service = await startAccountService();
});

afterAll(() => service.stop());

async function everything(): Promise<{ accounts: unknown[]; memberships: unknown[] }> {
  const { dataSource } = service.account;
  return {
    accounts: await dataSource.query('SELECT * FROM accounts ORDER BY account_id'),
    memberships: await dataSource.query('SELECT * FROM memberships ORDER BY user_id, account_id'),
  };
}

it('is written once, however often it is written', async () => {
  const before = await everything();
  expect(before.accounts).toHaveLength(18);
  expect(before.memberships).toHaveLength(18);
  const config = service.account.service.app.get(ServiceConfig);
  await seed({ config, dataSource: service.account.dataSource, today: EXAMPLE_DAY });
  expect(await everything()).toEqual(before);
});

it('leaves what was changed as it is', async () => {
  const { dataSource } = service.account;
  await dataSource.query(`UPDATE accounts SET account_name = 'Renamed AB' WHERE account_id = 'acc2'`);
  const before = await everything();
  const config = service.account.service.app.get(ServiceConfig);
  await seed({ config, dataSource, today: EXAMPLE_DAY });
  expect(await everything()).toEqual(before);
});

it('gives Anna two companies, in the order of the wireframe, and every other account a user of its own', async () => {
  const { dataSource } = service.account;
  const rows: { user_id: string; accounts: string[] }[] = await dataSource.query(
    `SELECT user_id, array_agg(account_id ORDER BY account_id) AS accounts FROM memberships GROUP BY user_id`,
  );
  const byUser = new Map(rows.map(({ user_id: user, accounts }) => [user, accounts]));
  expect(byUser.get('user-anna')).toEqual(['company-ab', 'company-cd']);
  byUser.delete('user-anna');
  const others = seedAccounts()
    .map(({ accountId }) => accountId)
    .filter((id) => id !== 'company-ab' && id !== 'company-cd');
  expect(Object.fromEntries(byUser)).toEqual(Object.fromEntries(others.map((id) => [`user-${id}`, [id]])));
});
