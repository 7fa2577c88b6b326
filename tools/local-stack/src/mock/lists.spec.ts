import { resolve } from 'node:path';
import { z } from 'zod';
import { invoiceContract } from '#contracts/invoice';
import { transactionContract } from '#contracts/transaction';
import { loadContracts } from '#libs/contract-catalog';
import { defaultService, loadManifests } from '#libs/manifest';
import { freePort } from '#libs/stand-ins';
import { type Answer, ContractCaller } from '#libs/testing';
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

const get = (path: string, prefer?: string): Promise<Answer> =>
  caller.request('GET', path, { token: 'any', ...(prefer && { headers: { prefer } }) });

const merchants = async (query: string): Promise<string[]> => {
  const { body } = await get(`/v1/transactions?account_id=company-ab&${query}`);
  return transactions.parse(body).data.map(({ merchant }) => merchant);
};

const statuses = async (account: string, status: string): Promise<string[]> => {
  const { body } = await get(`/v1/invoices?account_id=${account}&status=${status}`);
  return invoices.parse(body).data.map((invoice) => invoice.status);
};

describe('a filter without an example', () => {
  it.each([
    ['status=pending', ['Circle K Solna', 'Clas Ohlson']],
    ['status=reversed', []],
    ['text=%20CLAS', ['Clas Ohlson']],
    ['text=57', []],
    ['from=2026-06-14', ['Circle K Solna', 'Clas Ohlson']],
    ['to=2026-06-13', ['Espresso House']],
    ['from=2026-06-14&to=2026-06-14&text=circle', ['Circle K Solna']],
  ])('selects the transactions with %s', async (query, left) => {
    expect(await merchants(query)).toEqual(left);
  });

  it('leaves the total count and the next cursor null', async () => {
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

  it('limits the rows of the home screen to the requested number', async () => {
    const { body } = await get('/v1/accounts/company-ab/overview?transactions=1');
    expect(body).toMatchObject({
      data: { transaction_collection: { total_num_of_transactions: 57, transactions: { length: 1 } } },
    });
  });
});

describe('pages', () => {
  const path = '/v1/transactions?account_id=company-ab';
  const nextOf = ({ body }: Answer): string | null => transactions.parse(body).page.next_cursor;

  it('continue with the next cursor until the last page', async () => {
    const first = await get(`${path}&limit=2`);
    expect(first.body).toMatchObject({ data: [{ merchant: 'Circle K Solna' }, { merchant: 'Clas Ohlson' }] });
    const second = await get(`${path}&limit=2&cursor=${nextOf(first)}`);
    expect(second.body).toMatchObject({
      data: [{ merchant: 'Espresso House' }],
      page: { next_cursor: null },
    });
  });

  it('contain only items that match the filters', async () => {
    const first = await get(`${path}&status=pending&limit=1`);
    const second = await get(`${path}&status=pending&limit=1&cursor=${nextOf(first)}`);
    expect(second.body).toMatchObject({ data: [{ merchant: 'Clas Ohlson' }], page: { next_cursor: null } });
  });

  it('end after the cursor of an example', async () => {
    const cursor = nextOf(await get(`${path}&limit=3`));
    expect((await get(`${path}&cursor=${cursor}`)).body).toMatchObject({
      data: [],
      page: { next_cursor: null },
    });
  });

  it('return 400 for the cursor of another list and for an invented one', async () => {
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
      'is not a cursor that this list gave out',
    ]);
  });

  it('return 400 if the first day is after the last one', async () => {
    const { status, body } = await get(`${path}&from=2026-06-02&to=2026-06-01`);
    expect([status, body]).toEqual([400, expect.objectContaining({ detail: 'from: must not be after to' })]);
  });
});

const refusal = z.object({
  code: z.literal('INVALID_REQUEST'),
  errors: z.array(z.object({ pointer: z.literal('/cursor'), detail: z.string() })),
});
