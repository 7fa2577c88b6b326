import { DataSource } from 'typeorm';
import { accountContract } from '#contracts/account';
import { type PlanNode, TestService, plansOf } from '#libs/testing';
import { service } from '../src/service.ts';
import { issuerToken } from './support.ts';

const { listMemberships } = accountContract.operations;

let account: TestService;

beforeAll(async () => {
  account = await TestService.start(service);
  await account.dataSource.query(
    `INSERT INTO memberships (user_id, account_id) SELECT 'user-' || n % 500, 'many-' || n FROM generate_series(1, 50000) n`,
  );
  await account.dataSource.query(
    `INSERT INTO memberships (user_id, account_id) SELECT 'guest-' || n, 'many-1' FROM generate_series(1, 1000) n`,
  );
  await account.dataSource.query('VACUUM ANALYZE');
}, 60_000);

afterAll(() => account.stop());

it.each([
  ['user_id=user-7', 'memberships_pkey'],
  ['account_id=many-1', 'memberships_by_account'],
])(
  'for the filter %s, the list of memberships reads an index, without a sort and with one extra row',
  async (filter, index) => {
    const path = `/v1/memberships?${filter}&limit=5`;
    for (const suffix of ['', `&cursor=${await cursorOf(path)}`]) {
      const nodes = await planOf(`${path}${suffix}`);
      expect(nodes.map((node) => node['Node Type'])).toEqual(['Limit', 'Index Scan']);
      expect(nodes[1]).toMatchObject({ 'Index Name': index, 'Actual Rows': 6, 'Rows Removed by Filter': 0 });
    }
  },
);

async function planOf(path: string): Promise<PlanNode[]> {
  const token = await issuerToken(account);
  const [nodes = [], ...others] = await plansOf(account.get(DataSource), () =>
    account.request('GET', path, { token }),
  );
  expect(others).toEqual([]);
  return nodes;
}

async function cursorOf(path: string): Promise<string> {
  const answer = await account.request('GET', path, { token: await issuerToken(account) });
  return listMemberships.responses[200].schema.parse(answer.body).page.next_cursor ?? '';
}
