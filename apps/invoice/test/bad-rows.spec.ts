import { invoiceContract } from '#contracts/invoice';
import { TestService, readPages } from '#libs/testing';
import { service as invoice } from '../src/service.ts';

const ACCOUNT = 'bad-rows';

const { listInvoices } = invoiceContract.operations;

let service: TestService;

beforeAll(async () => {
  service = await TestService.start(invoice, { seed: false });
  await service.dataSource.query(`
    ALTER TABLE invoices DROP CONSTRAINT invoices_check, ALTER amount DROP NOT NULL, ALTER currency DROP NOT NULL,
      DROP CONSTRAINT invoices_currency_check
  `);
  for (let day = 1; day <= 6; day += 1) await insert(`good-${day}`, { due_date: `2026-07-0${day}` });
});

afterAll(() => service.stop());

afterEach(() => service.dataSource.query(`DELETE FROM invoices WHERE invoice_id LIKE 'bad%'`));

async function insert(id: string, values: Record<string, string | null> = {}): Promise<void> {
  const row = { amount: '100', currency: 'SEK', issue_date: '2026-06-01', due_date: '2026-07-03', ...values };
  await service.dataSource.query(
    `INSERT INTO invoices (invoice_id, account_id, amount, currency, issue_date, due_date)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [id, ACCOUNT, row.amount, row.currency, row.issue_date, row.due_date],
  );
}

async function pages(limit: number): Promise<string[][]> {
  const read = await readPages(async (cursor) => {
    const path = `/v1/invoices?account_id=${ACCOUNT}&limit=${limit}${cursor ? `&cursor=${cursor}` : ''}`;
    const { body } = await service.as([ACCOUNT], 'GET', path);
    return listInvoices.responses[200].schema.parse(body);
  });
  return read.map(({ data }) => data.map(({ invoice_id: id }) => id));
}

const GOOD = ['good-6', 'good-5', 'good-4', 'good-3', 'good-2', 'good-1'];

it.each<[string, Record<string, string | null>]>([
  ['an amount of 2^53 + 2', { amount: String(2n ** 53n + 2n) }],
  ['an amount of 2^60', { amount: String(2n ** 60n) }],
  ['no amount', { amount: null }],
  ['no currency', { currency: null }],
  ['an invalid currency', { currency: 'kronor' }],
  ['a due date of infinity', { due_date: 'infinity' }],
  ['a due date of -infinity', { due_date: '-infinity' }],
  ['a due date in the year 12000', { due_date: '12000-01-01' }],
  ['a due date before Christ', { due_date: '0044-03-15 BC' }],
])('for every page size, the list omits only the row with %s', async (_, values) => {
  await insert('bad', values);
  for (const limit of [1, 2, 3, 6, 100]) {
    const read = await pages(limit);
    expect(read.flat()).toEqual(GOOD);
    expect(read.map(({ length }) => length).slice(0, -1)).toEqual(read.slice(1).map(() => limit));
  }
});

it('the list continues after many consecutive invalid rows', async () => {
  for (let number = 1; number <= 40; number += 1)
    await insert(`bad-${number}`, { amount: String(2n ** 60n) });
  for (const limit of [1, 3, 4]) expect((await pages(limit)).flat()).toEqual(GOOD);
});

it('the service counts the invalid rows of each table', async () => {
  await insert('bad', { amount: null });
  await pages(100);
  const metrics = await (await fetch(`${service.service.healthUrl}/metrics`)).text();
  expect(metrics).toMatch(/^database_bad_rows_total\{table="invoices"\} [1-9]/m);
});
