import { transactionContract } from '#contracts/transaction';
import { sek } from '#contracts/vocabulary';
import { Clock } from '#libs/runtime';
import { TestService, expectInvalid, problemIn, readPages } from '#libs/testing';
import { service } from '../src/service.ts';
import { SpendRepository } from '../src/spend/spend.repository.ts';
import { payment, purchase, refund } from './support.ts';

const { listPurchasesPerCategory } = transactionContract.operations;

let transaction: TestService;

beforeAll(async () => {
  transaction = await TestService.start(service, { seed: false });
  const at = (time: string) => ({ occurredAt: new Date(time) });
  await transaction
    .get(SpendRepository)
    .record([
      purchase('travel', { category: 'Travel', amount: sek(90_000) }),
      purchase('taxi', { category: 'Travel', amount: sek(20_000), status: 'pending' }),
      refund('travel-refund', { category: 'Travel', amount: sek(-30_000) }),
      purchase('reversed', { category: 'Travel', amount: sek(5_000), status: 'reversed' }),
      purchase('food', { category: 'Food', amount: sek(80_000) }),
      purchase('from-before', { amount: sek(1_000) }),
      purchase('with-a-tab', { category: 'Car\tpark', amount: sek(300) }),
      payment('paid', { amount: sek(-500_000) }),
      purchase('last-of-may', { category: 'May', amount: sek(100), ...at('2026-05-31T21:59:59Z') }),
      purchase('first-of-june', { category: 'June', amount: sek(200), ...at('2026-05-31T22:00:00Z') }),
    ]);
});

afterAll(() => transaction.stop());

const get = (query: string) =>
  transaction.as(['acc1'], 'GET', `/v1/purchase-categories?account_id=acc1${query}`);

async function sums(query: string): Promise<Record<string, number>> {
  const { data } = listPurchasesPerCategory.responses[200].schema.parse((await get(query)).body);
  return Object.fromEntries(data.map(({ category, spent_amount: { amount } }) => [category, amount]));
}

it('the list shows purchases minus refunds per category, with the largest sum first', async () => {
  const june = await sums('&from=2026-06-01&to=2026-06-30');
  expect(Object.entries(june)).toEqual([
    ['Travel', 80_000],
    ['Food', 80_000],
    ['Other', 1_000],
    ['Car\tpark', 300],
    ['June', 200],
  ]);
});

it('a day begins and ends at midnight in Stockholm', async () => {
  expect(await sums('&from=2026-05-31&to=2026-05-31')).toEqual({ May: 100 });
  expect(await sums('&from=2026-06-01&to=2026-06-01')).toEqual({ June: 200 });
});

it('the period begins on the first day of the month of `to` if the request has no `from`', async () => {
  expect(await sums('&to=2026-05-31')).toEqual({ May: 100 });
  expect(await sums('&from=2026-05-01&to=2026-06-01')).toEqual({ June: 200, May: 100 });
});

it.each([1, 2, 3])('the list shows each category once in pages of %i', async (limit) => {
  const pages = await readPages(async (cursor) => {
    const query = `&from=2026-06-01&to=2026-06-30&limit=${limit}${cursor ? `&cursor=${cursor}` : ''}`;
    return listPurchasesPerCategory.responses[200].schema.parse((await get(query)).body);
  });
  const categories = pages.flatMap(({ data }) => data.map(({ category }) => category));
  expect(categories).toEqual(['Travel', 'Food', 'Other', 'Car\tpark', 'June']);
});

it('the service refuses the cursor of the current month after the month has ended', async () => {
  const first = listPurchasesPerCategory.responses[200].schema.parse((await get('&limit=1')).body);
  const today = jest.spyOn(transaction.get(Clock), 'today').mockReturnValue('2026-07-01');
  const next = await get(`&limit=1&cursor=${first.page.next_cursor}`);
  today.mockRestore();
  expectInvalid(next, 'query/cursor');
});

it('the service returns INVALID_REQUEST if the first day is after the last day', async () => {
  expect(problemIn(await get('&from=2026-06-02&to=2026-06-01')).code).toBe('INVALID_REQUEST');
});
