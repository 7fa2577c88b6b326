import { DataSource } from 'typeorm';
import { sek } from '#contracts/vocabulary';
import { type PlanNode, TestService, plansOf, withoutTimeout } from '#libs/testing';
import { service } from '../src/service.ts';
import type { LedgerEntry } from '../src/spend/ledger-entry.ts';
import { SpendRepository } from '../src/spend/spend.repository.ts';
import { listIn, payment, purchase, refund } from './support.ts';

const ROWS = 100_000;
/** A busy database can insert a batch of this size within the statement timeout. */
const BATCH = 500;
const SMALL_ACCOUNTS = 2_000;
const merchants = [
  'Espresso House',
  'SJ',
  'Clas Ohlson',
  'Circle K',
  'PostNord',
  'Staples',
  'Telia',
  'Dustin',
];

let transaction: TestService;

beforeAll(async () => {
  transaction = await TestService.start(service, { seed: false });
  const spend = transaction.get(SpendRepository);
  for (let first = 0; first < ROWS; first += BATCH) {
    await spend.record(Array.from({ length: BATCH }, (_, index) => entry(first + index)));
  }
  const { dataSource } = transaction;
  await dataSource.query(`UPDATE account_spend SET credit_limit = 100000000`);
  // VACUUM marks a row as visible to all only after the row's commit is on disk. Test databases don't wait for the
  // disk when they commit.
  await withoutTimeout(dataSource, 'CHECKPOINT');
  await withoutTimeout(dataSource, 'VACUUM ANALYZE ledger_entries, account_spend');
}, 120_000);

afterAll(() => transaction.stop());

it('the list reads the first page and one extra row with an index-only scan', async () => {
  const list = await planOf('ledger_entries', '/v1/transactions?account_id=large&limit=3');
  expect(list.map((node) => node['Node Type'])).toEqual(['Limit', 'Index Only Scan']);
  const [, scan] = list;
  expect(scan).toMatchObject({
    'Index Name': 'ledger_entries_that_count',
    'Actual Rows': 4,
    'Rows Removed by Filter': 0,
    'Heap Fetches': 0,
  });
});

it('the overview reads only one transaction more than the request asks for', async () => {
  const plans = await plansFor('/v1/spend/overview?account_id=large&transactions=3');
  const shown = plans.map((plan) => plan.map((node) => [node['Node Type'], node['Actual Rows']]));
  expect(shown).toHaveLength(2);
  expect(shown).toContainEqual([['Index Scan', 1]]);
  expect(shown).toContainEqual([
    ['Limit', 4],
    ['Index Only Scan', 4],
  ]);
});

it('the service reads the number of transactions and the spend from one row, which it finds with an index', async () => {
  const count = await planOf('account_spend', '/v1/transactions?account_id=large&limit=3');
  const spend = await planOf('account_spend', '/v1/spend?account_id=large');
  for (const plan of [count, spend]) {
    expect(plan).toHaveLength(1);
    expect(plan[0]).toMatchObject({ 'Node Type': 'Index Scan', 'Actual Rows': 1 });
  }
});

it('the list also reads later pages and date ranges with an index-only scan', async () => {
  const first = await transaction.as(['large'], 'GET', '/v1/transactions?account_id=large&limit=100');
  const cursor = listIn(first).page.next_cursor ?? '';
  const list = '/v1/transactions?account_id=large&limit=100';
  const page = await planOf('ledger_entries', `${list}&cursor=${cursor}`);
  const days = await planOf('ledger_entries', `${list}&from=2025-03-01&to=2026-03-31`);
  for (const plan of [page, days]) {
    expect(plan.map((node) => node['Node Type'])).toEqual(['Limit', 'Index Only Scan']);
    expect(plan[1]).toMatchObject({ 'Actual Rows': 101, 'Rows Removed by Filter': 0 });
  }
});

it('the text filter uses the trigram index', async () => {
  const plan = await planOf('ledger_entries', '/v1/transactions?account_id=large&text=ULLARED');
  expect(plan).toContainEqual(
    expect.objectContaining({
      'Node Type': 'Bitmap Index Scan',
      'Index Name': 'ledger_entries_by_merchant',
      'Actual Rows': 5,
    }),
  );
});

it.each([
  'status=pending',
  'status=posted',
  'status=reversed',
  'status=refunded',
  'text=es',
  'text=espresso',
  'text=ullared&status=posted',
  'status=reversed&from=2026-01-01&to=2026-02-01',
  'text=ullared&status=refunded&from=2026-01-01&to=2026-02-01',
])('the list makes no sequential scan for %s', async (filter) => {
  const plans = await plansFor(`/v1/transactions?account_id=large&${filter}`);
  expect(plans).toHaveLength(1);
  const types = plans.flat().map((node) => node['Node Type']);
  expect(types.length).toBeGreaterThan(0);
  expect(types).not.toContain('Seq Scan');
});

it.each(['pending', 'reversed', 'refunded'])(
  'the list finds the few %s transactions without reading other rows',
  async (status) => {
    const plan = await planOf('ledger_entries', `/v1/transactions?account_id=large&status=${status}`);
    expect(plan.map((node) => node['Node Type'])).toEqual(['Limit', 'Index Scan']);
    expect(plan[1]).toMatchObject({ 'Actual Rows': 26, 'Rows Removed by Filter': 0 });
  },
);

function entry(number: number): LedgerEntry {
  const common = {
    accountId: number % 2 === 0 ? 'large' : `small-${number % SMALL_ACCOUNTS}`,
    occurredAt: new Date(Date.UTC(2026, 5, 14) - number * 600_000),
  };
  const id = `txn-${number}`;
  const merchant =
    number % 20_000 === 7_734 ? 'Gekås Ullared' : (merchants[number % merchants.length] ?? 'SJ');
  const amount = sek(1_000 + (number % 977));
  if (number % 100 === 98) return payment(id, common);
  if (number % 100 === 96) return refund(id, { ...common, merchant });
  if (number % 100 === 94) return purchase(id, { ...common, merchant, amount, status: 'reversed' });
  if (number % 100 === 92) return purchase(id, { ...common, merchant, amount, status: 'refunded' });
  return purchase(id, { ...common, merchant, amount, status: number < 400 ? 'pending' : 'posted' });
}

/** Finds the plan by its table, because the statements of a request run in no fixed order. */
async function planOf(table: string, path: string): Promise<PlanNode[]> {
  const plans = await plansFor(path);
  return plans.find((plan) => plan.some((node) => node['Relation Name'] === table)) ?? [];
}

function plansFor(path: string): Promise<PlanNode[][]> {
  return plansOf(transaction.get(DataSource), async () => {
    const response = await transaction.as(['large'], 'GET', path);
    expect(response.status).toBe(200);
  });
}
