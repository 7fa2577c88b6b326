import { resolve } from 'node:path';
import { z } from 'zod';
import { invoiceContract } from '#contracts/invoice';
import { transactionContract } from '#contracts/transaction';
import { loadContracts } from '#libs/contract-catalog';
import { defaultService, loadManifests } from '#libs/manifest';
import { freePort } from '#libs/stand-ins';
import { type TestResponse, ContractCaller } from '#libs/testing';
import { Mock } from './mock.ts';

const manifests = loadManifests(resolve(__dirname, '../../../..'));
const transactions = transactionContract.operations.listTransactions.responses[200].schema;
const invoices = invoiceContract.operations.listInvoices.responses[200].schema;
let mock: Mock;
let caller: ContractCaller;

beforeAll(async () => {
  const contracts = await loadContracts(manifests);
  mock = await Mock.start({
    host: '127.0.0.1',
    port: await freePort(),
    contracts,
    defaultService: defaultService(manifests).name,
    standsFor: 'services',
  });
  caller = new ContractCaller(contracts, mock.url);
});

afterAll(() => mock.stop());

const get = (path: string, prefer?: string): Promise<TestResponse> =>
  caller.request('GET', path, { token: 'any', ...(prefer && { headers: { prefer } }) });

const merchants = async (query: string): Promise<string[]> => {
  const { body } = await get(`/v1/transactions?account_id=company-ab&${query}`);
  return transactions.parse(body).data.map(({ merchant }) => merchant);
};

const statuses = async (account: string, status: string): Promise<string[]> => {
  const { body } = await get(`/v1/invoices?account_id=${account}&status=${status}`);
  return invoices.parse(body).data.map((invoice) => invoice.status);
};

describe('a filter that no example uses', () => {
  it.each([
    ['status=pending', ['Circle K Solna', 'Clas Ohlson']],
    ['status=reversed', []],
    ['text=%20CLAS&from=2026-06-13', ['Clas Ohlson']],
    ['text=57', []],
    ['from=2026-06-14', ['Circle K Solna', 'Clas Ohlson']],
    ['to=2026-06-13&from=2026-06-13', ['Espresso House']],
    ['from=2026-06-14&to=2026-06-14&text=circle', ['Circle K Solna']],
  ])('selects the transactions with %s', async (query, left) => {
    expect(await merchants(query)).toEqual(left);
  });

  it('sets total_count and next_cursor to null', async () => {
    const { body } = await get('/v1/transactions?account_id=company-ab&status=pending');
    expect(body).toMatchObject({ page: { next_cursor: null, total_count: null } });
  });

  it.each([
    ['company-ab', 'due', ['due']],
    ['company-ab', 'paid', []],
    ['company-cd', 'upcoming', ['upcoming']],
    ['company-cd', 'unpaid', []],
    ['invoice-overdue', 'unpaid', ['overdue']],
    ['card-active', 'paid', ['paid']],
  ])('selects the invoices of %s with status=%s', async (account, status, left) => {
    expect(await statuses(account, status)).toEqual(left);
  });

  it('selects the items with the requested id', async () => {
    const memberships = async (account: string): Promise<unknown> =>
      (await get(`/v1/memberships?account_id=${account}`)).body;
    expect(await memberships('company-cd')).toMatchObject({
      data: [{ user_id: 'user-anna', account_id: 'company-cd' }],
    });
    expect(await memberships('acc1')).toMatchObject({ data: [{ user_id: 'user-acc1', account_id: 'acc1' }] });
    expect(await memberships('acc77')).toMatchObject({ data: [] });
  });

  it('does not change a preferred example', async () => {
    const { body } = await get('/v1/transactions?account_id=company-ab&status=posted', 'example=wireframe');
    expect(transactions.parse(body).data).toHaveLength(3);
  });

  it.each([
    ['company-ab', 1, 1],
    ['company-ab', 25, 25],
    ['card-expired', 25, 4],
    ['acc1', 25, 5],
    ['no-transactions', 25, 0],
  ])('limits the transactions in the overview of %s to %i', async (account, wanted, length) => {
    const { body } = await get(`/v1/accounts/${account}/overview?transactions=${wanted}`);
    expect(body).toMatchObject({ data: { transaction_collection: { transactions: { length } } } });
  });
});

describe('the mock, for a list with pages,', () => {
  const path = '/v1/transactions?account_id=company-ab';
  const nextOf = ({ body }: TestResponse): string | null => transactions.parse(body).page.next_cursor;

  const pagesOf = async (path: string): Promise<unknown[][]> => {
    const pages: unknown[][] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const answer = await get(`${path}${cursor && `&cursor=${cursor}`}`);
      pages.push(transactions.parse(answer.body).data);
      cursor = nextOf(answer);
    }
    return pages;
  };

  it.each([
    ['company-ab', 57],
    ['company-cd', 12],
    ['card-expired', 4],
  ])('returns all transactions of %s page by page, in total %i', async (account, total) => {
    const ofAccount = `/v1/transactions?account_id=${account}`;
    for (const limit of [3, 20, 100]) {
      const pages = await pagesOf(`${ofAccount}&limit=${limit}`);
      expect(pages.length).toBe(Math.ceil(total / limit));
      const ids = transactions.shape.data.parse(pages.flat()).map(({ transaction_id }) => transaction_id);
      expect(ids).toEqual(Array.from({ length: total }, (_, index) => `txn-${account}-${total - index}`));
    }
    expect((await get(`${ofAccount}&limit=100`)).body).toMatchObject({ page: { total_count: total } });
  });

  it('returns the latest item first', async () => {
    const { data } = transactions.parse((await get(`${path}&limit=100`)).body);
    const times = data.map(({ occurred_at }) => occurred_at);
    expect(times).toEqual(times.toSorted().toReversed());
    expect(new Set(data.slice(2).map(({ status }) => status))).toEqual(new Set(['posted']));
  });

  it('returns only items that match the filters', async () => {
    const first = await get(`${path}&status=pending&limit=1`);
    const second = await get(`${path}&status=pending&limit=1&cursor=${nextOf(first)}`);
    expect(second.body).toMatchObject({ data: [{ merchant: 'Clas Ohlson' }], page: { next_cursor: null } });
  });

  it('continues a list after the last item of an example', async () => {
    const example = await get(path, 'example=wireframe');
    const { body } = await get(`${path}&cursor=${nextOf(example)}`);
    expect(transactions.parse(body).data[0]?.transaction_id).toBe('txn-company-ab-54');
  });

  it('returns 400 for an invalid cursor, and for the cursor of a different list', async () => {
    const cursor = nextOf(await get(`${path}&limit=2`));
    const responses = await Promise.all([
      get(`/v1/transactions?account_id=card-active&cursor=${cursor}`),
      get(`${path}&status=posted&cursor=${cursor}`),
      get(`${path}&cursor=made-up`),
    ]);
    const faults = responses.map(({ body }) => refusal.parse(body).errors[0]?.detail);
    expect(faults).toEqual([
      'belongs to another account or other filters',
      'belongs to another account or other filters',
      'does not come from this list',
    ]);
  });

  it('returns 400 if `from` is later than `to`', async () => {
    const { status, body } = await get(`${path}&from=2026-06-02&to=2026-06-01`);
    expect([status, body]).toEqual([400, expect.objectContaining({ detail: 'from: must not be after to' })]);
  });
});

const refusal = z.object({
  code: z.literal('INVALID_REQUEST'),
  errors: z.array(z.object({ pointer: z.literal('/cursor'), detail: z.string() })),
});
