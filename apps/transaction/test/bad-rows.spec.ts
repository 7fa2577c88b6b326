import { type SpendOverview, transactionContract } from '#contracts/transaction';
import { PinoLogger } from '#libs/logging';
import { TestService, readPages } from '#libs/testing';
import { service as transaction } from '../src/service.ts';
import { listIn, spendOverviewIn } from './support.ts';

const { listPurchasesPerCategory } = transactionContract.operations;
const ACCOUNT = 'company-ab';
const LIMIT = '2';
const OVERVIEW = `/v1/spend/overview?account_id=${ACCOUNT}`;

let service: TestService;
let good: string[];

beforeAll(async () => {
  service = await TestService.start(transaction);
  await service.dataSource.query(`
    ALTER TABLE ledger_entries DROP CONSTRAINT amount_has_the_sign_of_its_kind,
      DROP CONSTRAINT only_a_payment_has_no_merchant, DROP CONSTRAINT ledger_entries_currency_check
  `);
  good = await readAll();
  expect(good.length).toBeGreaterThan(4);
});

afterAll(() => service.stop());

async function readAll(): Promise<string[]> {
  const pages = await readPages(async (cursor) => {
    const query = new URLSearchParams({ account_id: ACCOUNT, limit: LIMIT, ...(cursor && { cursor }) });
    return listIn(await service.as([ACCOUNT], 'GET', `/v1/transactions?${query.toString()}`));
  });
  return pages.flatMap(({ data }) => data.map(({ transaction_id: id }) => id));
}

it.each([
  ['amount', String(2n ** 53n + 2n)],
  ['merchant', null],
  ['currency', 'kronor'],
  ['occurred_at', 'infinity'],
  ['occurred_at', '-infinity'],
  ['occurred_at', '12000-01-01'],
])('the list omits only a transaction whose %s is %s', async (column, value) => {
  const entry = {
    amount: '100',
    merchant: 'SJ',
    currency: 'SEK',
    occurred_at: '2026-06-10',
    [column]: value,
  };
  await service.dataSource.query(
    `INSERT INTO ledger_entries (transaction_id, account_id, kind, status, amount, merchant, currency, occurred_at)
     VALUES ('bad', $1, 'purchase', 'posted', $2, $3, $4, $5)`,
    [ACCOUNT, entry.amount, entry.merchant, entry.currency, entry.occurred_at],
  );
  expect(await readAll()).toEqual(good);
  await service.dataSource.query(`DELETE FROM ledger_entries WHERE transaction_id = 'bad'`);
});

it.each([
  ['amount', String(2n ** 53n + 2n)],
  ['currency', 'kronor'],
])(
  'the list of sums omits a category with a purchase whose %s is %s, and shows all other categories',
  async (column, value) => {
    const before = await sums();
    expect(before.length).toBeGreaterThan(1);
    const entry = { amount: '100', currency: 'SEK', [column]: value };
    await service.dataSource.query(
      `INSERT INTO ledger_entries
       (transaction_id, account_id, kind, status, amount, merchant, currency, category, occurred_at)
     VALUES ('bad', $1, 'purchase', 'posted', $2, 'SJ', $3, 'Invalid', '2026-06-10')`,
      [ACCOUNT, entry.amount, entry.currency],
    );
    expect(await sums()).toEqual(before);
    await service.dataSource.query(`DELETE FROM ledger_entries WHERE transaction_id = 'bad'`);
  },
);

it('the service logs an invalid row once, and counts each read of the row', async () => {
  const counted = await countedRows();
  const logged = jest.spyOn(PinoLogger.prototype, 'error');
  await service.dataSource.query(
    `INSERT INTO ledger_entries (transaction_id, account_id, kind, status, amount, merchant, currency, occurred_at)
     VALUES ('read-often', $1, 'purchase', 'posted', 100, NULL, 'SEK', '2026-06-10')`,
    [ACCOUNT],
  );
  await readAll();
  await readAll();
  const lines = logged.mock.calls.filter(([fields]) => JSON.stringify(fields).includes('read-often'));
  expect(lines).toEqual([[expect.objectContaining({ row_id: 'read-often' }), expect.any(String)]]);
  expect(await countedRows()).toBeGreaterThanOrEqual(counted + 2);
  await service.dataSource.query(`DELETE FROM ledger_entries WHERE transaction_id = 'read-often'`);
});

describe.each([
  ['a stored sum', 'posted = 2 ^ 60'],
  ['the total of two stored sums', 'posted = 9007199254740991, held = 2'],
  ['the rest of the limit', 'posted = -9007199254740991, held = 0'],
])('while the spend of an account is out of range because of %s', (_, changes) => {
  beforeAll(() =>
    service.dataSource.query(`UPDATE account_spend SET ${changes} WHERE account_id = $1`, [ACCOUNT]),
  );

  it('the service returns 500 for the spend', async () => {
    const { status } = await service.as([ACCOUNT], 'GET', `/v1/spend?account_id=${ACCOUNT}`);
    expect(status).toBe(500);
  });

  it('the overview shows the transactions, and null for the spend', async () => {
    const { totals, transactions } = await overview();
    expect(totals).toBeNull();
    expect(transactions?.map(({ transaction_id }) => transaction_id)).toEqual(good.slice(0, 3));
  });
});

describe('while the transactions of an account cannot be read', () => {
  beforeAll(async () => {
    await service.dataSource.query(`UPDATE account_spend SET posted = 0 WHERE account_id = $1`, [ACCOUNT]);
    await service.dataSource.query(`ALTER TABLE ledger_entries RENAME TO ledger_entries_away`);
  });

  it('the overview shows the spend, and null for the transactions', async () => {
    const { totals, transactions } = await overview();
    expect(totals).toMatchObject({ account_id: ACCOUNT });
    expect(transactions).toBeNull();
  });

  it('the overview returns 500 if the spend cannot be read either', async () => {
    await service.dataSource.query(`ALTER TABLE account_spend RENAME TO account_spend_away`);
    const { status } = await service.as([ACCOUNT], 'GET', OVERVIEW);
    expect(status).toBe(500);
  });
});

async function countedRows(): Promise<number> {
  const metrics = await (await fetch(`${service.service.healthUrl}/metrics`)).text();
  const [, count = '0'] = /^database_bad_rows_total\{table="ledger_entries"\} (\d+)$/m.exec(metrics) ?? [];
  return Number(count);
}

async function sums(): Promise<readonly object[]> {
  const path = `/v1/purchase-categories?account_id=${ACCOUNT}&from=2026-06-01&to=2026-06-30`;
  const { body } = await service.as([ACCOUNT], 'GET', path);
  return listPurchasesPerCategory.responses[200].schema.parse(body).data;
}

async function overview(): Promise<SpendOverview> {
  return spendOverviewIn(await service.as([ACCOUNT], 'GET', OVERVIEW));
}
