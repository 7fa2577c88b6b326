import { accountContract } from '#contracts/account';
import { accountOfCaller } from '#contracts/vocabulary';
import { testSeed } from '#libs/testing';
import { seedAccounts } from '../src/seed/accounts.ts';
import { service } from '../src/service.ts';
import { type AccountService, startAccountService } from './support.ts';

let running: AccountService;

beforeAll(async () => {
  running = await startAccountService();
});

afterAll(() => running.stop());

testSeed(service);

it('the seed does not overwrite an account that was changed', async () => {
  const { dataSource, seed } = running.account;
  await dataSource.query(`UPDATE accounts SET account_name = 'Renamed AB' WHERE account_id = 'acc2'`);
  await seed();
  const rows: unknown = await dataSource.query(`SELECT account_name FROM accounts WHERE account_id = 'acc2'`);
  expect(rows).toEqual([{ account_name: 'Renamed AB' }]);
});

it('the seed makes Anna the owner of two companies, and gives each of the other companies its own owner', async () => {
  const rows = await running.account.dataSource.query<{ user_id: string; accounts: string[] }[]>(
    `SELECT user_id, array_agg(account_id ORDER BY account_id) AS accounts FROM memberships
     WHERE role = 'owner' GROUP BY user_id`,
  );
  const byUser = Object.fromEntries(rows.map(({ user_id: user, accounts }) => [user, accounts]));
  const { 'user-anna': ofAnna, ...ofOthers } = byUser;
  const others = seedAccounts()
    .map(({ accountId }) => accountId)
    .filter((id) => !ofAnna?.includes(id));
  expect(ofAnna).toEqual(['company-ab', 'company-cd']);
  expect(others).toHaveLength(16);
  expect(ofOthers).toEqual(Object.fromEntries(others.map((id) => [`user-${id}`, [id]])));
});

it('the seed gives Anna a colleague who owns no company', async () => {
  const rows: unknown = await running.account.dataSource.query(
    `SELECT * FROM memberships WHERE role <> 'owner'`,
  );
  expect(rows).toEqual([{ user_id: 'user-bo', account_id: 'company-ab', role: 'member' }]);
});

it("the seed has exactly the accounts that the contract's examples use", () => {
  const examples = Object.values(accountContract.operations.getAccount.examples);
  const accounts = examples.filter(({ problem }) => problem === undefined).map(accountOfCaller);
  expect(seedAccounts().map(({ accountId }) => accountId)).toEqual(accounts);
});
