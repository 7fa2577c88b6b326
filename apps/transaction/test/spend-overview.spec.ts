import { type TestResponse, TestService, problemIn } from '#libs/testing';
import { service } from '../src/service.ts';
import { SpendRepository } from '../src/spend/spend.repository.ts';
import { listIn, purchase, spendIn, spendOverviewIn } from './support.ts';

let transaction: TestService;

beforeAll(async () => {
  transaction = await TestService.start(service);
});

afterAll(() => transaction.stop());

const get = (path: string, accountId = 'company-ab'): Promise<TestResponse> =>
  transaction.as([accountId], 'GET', `${path}account_id=${accountId}`);

it('the overview shows the same spend and the same transactions as the two separate operations', async () => {
  const { totals, transactions } = spendOverviewIn(await get('/v1/spend/overview?transactions=25&'));
  expect(totals).toEqual(spendIn(await get('/v1/spend?')));
  expect(transactions).toEqual(listIn(await get('/v1/transactions?limit=25&')).data);
});

it.each([0, 1, 25])('the overview shows the latest %i transactions', async (count) => {
  const { transactions } = spendOverviewIn(await get(`/v1/spend/overview?transactions=${count}&`));
  expect(transactions).toHaveLength(count);
});

it('the overview shows three transactions if the request does not give a number', async () => {
  expect(spendOverviewIn(await get('/v1/spend/overview?')).transactions).toHaveLength(3);
});

it.each(['26', '-1', '1e1', 'abc', ''])('the overview returns 400 for transactions=%s', async (count) => {
  const response = await get(`/v1/spend/overview?transactions=${count}&`);
  expect(response.status).toBe(400);
  expect(problemIn(response).errors).toMatchObject([{ in: 'query', pointer: '/transactions' }]);
});

it('for an account without a limit, the overview shows the transactions, and null instead of the spend', async () => {
  await transaction.get(SpendRepository).record([purchase('txn-early-1', { accountId: 'early' })]);
  const { totals, transactions } = spendOverviewIn(await get('/v1/spend/overview?', 'early'));
  expect(totals).toBeNull();
  expect(transactions).toMatchObject([{ transaction_id: 'txn-early-1' }]);
});

it('the overview shows an empty list for an account without transactions', async () => {
  const { totals, transactions } = spendOverviewIn(await get('/v1/spend/overview?', 'no-transactions'));
  expect(totals).toMatchObject({ transaction_count: 0 });
  expect(transactions).toEqual([]);
});
