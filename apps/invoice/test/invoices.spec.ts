import { type Invoice, invoiceContract } from '#contracts/invoice';
import { TestService, expectInvalid, readPages } from '#libs/testing';
import { InvoiceEntity } from '../src/invoices/invoice.entity.ts';
import { service } from '../src/service.ts';

const { listInvoices } = invoiceContract.operations;
const statuses = ['paid', 'upcoming', 'due', 'overdue'] as const;

type InvoiceRow = Pick<InvoiceEntity, keyof InvoiceEntity>;

let invoice: TestService;

beforeAll(async () => {
  invoice = await TestService.start(service);
});

afterAll(() => invoice.stop());

describe('the seed data', () => {
  it('has the expected invoices for each account', async () => {
    const accounts = {
      'company-ab': ['due'],
      'company-cd': ['upcoming', 'paid'],
      'invoice-overdue': ['overdue', 'paid'],
      'card-active': ['paid'],
      'card-blocked': ['paid'],
      'card-expired': ['paid'],
      'no-card': [],
      'no-transactions': [],
      acc1: [],
      acc10: [],
    };
    const found = await Promise.all(
      Object.keys(accounts).map(async (accountId) => {
        const { data } = await list(invoice, accountId);
        return [accountId, data.map(({ status }) => status)];
      }),
    );
    expect(Object.fromEntries(found)).toEqual(accounts);
  });
});

describe('the filter', () => {
  it.each(['x', 'unknown', ''])('rejects the status %j', async (status) => {
    const path = `/v1/invoices?account_id=company-cd&status=${status}`;
    expectInvalid(await invoice.as(['company-cd'], 'GET', path), 'query/status');
  });

  const accountId = 'filters';
  const days = ['2026-06-13', '2026-06-14', '2026-06-15', '2026-06-16', '2026-06-17'];

  beforeAll(async () => {
    const rows = days.flatMap((issueDate) =>
      days
        .filter((dueDate) => dueDate >= issueDate)
        .flatMap((dueDate) =>
          [0, 9_999, 10_000].map((paidAmount) => ({
            ...plainInvoice(accountId, `f-${issueDate}-${dueDate}-${paidAmount}`, dueDate),
            issueDate,
            paidAmount,
          })),
        ),
    );
    await insert(rows);
  });

  it.each(statuses)('returns exactly the invoices with the status %s', async (status) => {
    const everything = await list(invoice, accountId, 'limit=100');
    const expected = everything.data.filter((shown) => shown.status === status);
    const found = await list(invoice, accountId, `limit=100&status=${status}`);
    expect(found.data).toEqual(expected);
    expect(found.data.length).toBeGreaterThan(0);
    expect(everything.data).toHaveLength(45);
  });

  it('returns due and overdue invoices for status=unpaid, but no upcoming invoices', async () => {
    const everything = await list(invoice, accountId, 'limit=100');
    const found = await list(invoice, accountId, 'limit=100&status=unpaid');
    expect(found.data).toEqual(everything.data.filter(({ status }) => /due/.test(status)));
    expect(new Set(found.data.map(({ status }) => status))).toEqual(new Set(['due', 'overdue']));
  });

  it('applies to every page, and leaves out the total count', async () => {
    const { data: expected } = await list(invoice, accountId, 'limit=100&status=unpaid');
    const { data, pages } = await listAll(accountId, 'limit=4&status=unpaid');
    expect(data).toEqual(expected);
    expect(pages.map(({ total_count: count }) => count)).toEqual(pages.map(() => null));
    expect(pages.length).toBe(Math.ceil(expected.length / 4));
  });
});

describe('the list', () => {
  it('starts with the latest due date, and sorts equal due dates by id', async () => {
    const accountId = 'order';
    await insert([
      plainInvoice(accountId, 'o-b', '2026-06-20'),
      plainInvoice(accountId, 'o-d', '2026-06-19'),
      plainInvoice(accountId, 'o-c', '2026-06-20'),
      plainInvoice(accountId, 'o-a', '2026-06-21'),
    ]);
    const { data } = await listAll(accountId, 'limit=1');
    expect(idsOf(data)).toEqual(['o-a', 'o-c', 'o-b', 'o-d']);
  });
});

it('the list shows each invoice once while new invoices are added', async () => {
  const accountId = 'paging';
  const day = (index: number) => `2026-05-${String(1 + (index % 9)).padStart(2, '0')}`;
  const old = Array.from({ length: 23 }, (_, index) => plainInvoice(accountId, `p-${index}`, day(index)));
  await insert(old);
  let added = 0;
  const addSome = () =>
    insert(
      ['2026-05-01', '2026-05-05', '2026-05-30'].map((dueDate) =>
        plainInvoice(accountId, `p-new-${added++}`, dueDate),
      ),
    );
  const { data, pages } = await listAll(accountId, 'limit=5', addSome);
  const seen = idsOf(data);
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen).toEqual(expect.arrayContaining(old.map(({ invoiceId }) => invoiceId)));
  expect(pages.length).toBeGreaterThan(4);
});

it('the list has no next cursor on the last page, even if that page is full', async () => {
  const accountId = 'full-page';
  await insert([1, 2, 3, 4].map((n) => plainInvoice(accountId, `e-${n}`, '2026-06-20')));
  const { pages } = await listAll(accountId, 'limit=2');
  expect(pages).toHaveLength(2);
});

describe('the status of an invoice', () => {
  it('uses the current day in Stockholm, even if it is still the previous day in UTC', async () => {
    const late = await TestService.start(service, { now: new Date('2026-06-25T22:30:00Z') });
    try {
      const { data } = await list(late, 'company-ab');
      expect(data).toMatchObject([{ due_date: '2026-06-25', status: 'overdue' }]);
      expect(await list(late, 'company-ab', 'status=due')).toMatchObject({ data: [] });
      expect(await list(late, 'company-ab', 'status=overdue')).toMatchObject({ data });
    } finally {
      await late.stop();
    }
  });
});

it('the list returns exact amounts up to the largest safe integer', async () => {
  await insert([{ ...plainInvoice('large', 'l-1', '2026-06-20'), amount: Number.MAX_SAFE_INTEGER }]);
  const { data } = await list(invoice, 'large');
  expect(data).toMatchObject([{ amount: { amount: 9_007_199_254_740_991, currency: 'SEK' } }]);
});

function plainInvoice(accountId: string, invoiceId: string, dueDate: string): InvoiceRow {
  return {
    invoiceId,
    accountId,
    amount: 10_000,
    currency: 'SEK',
    issueDate: '2026-04-01',
    dueDate,
    paidAmount: 0,
  };
}

async function insert(rows: InvoiceRow[]): Promise<void> {
  await invoice.dataSource.getRepository(InvoiceEntity).insert(rows);
}

async function list(from: TestService, accountId: string, query = '') {
  const answer = await from.as([accountId], 'GET', `/v1/invoices?account_id=${accountId}&${query}`);
  expect(answer.status).toBe(200);
  return listInvoices.responses[200].schema.parse(answer.body);
}

async function listAll(accountId: string, query: string, afterPage?: () => Promise<void>) {
  const read = await readPages(async (cursor) => {
    const page = await list(invoice, accountId, cursor ? `${query}&cursor=${cursor}` : query);
    await afterPage?.();
    return page;
  });
  return { data: read.flatMap(({ data }) => data), pages: read.map(({ page }) => page) };
}

function idsOf(invoices: readonly Invoice[]): string[] {
  return invoices.map(({ invoice_id: id }) => id);
}
