import { EXAMPLE_DAY } from '#contracts/vocabulary';
import { TestService, testSeed } from '#libs/testing';
import { seedAccounts } from '../src/seed/accounts.ts';
import { service } from '../src/service.ts';
import { SpendRepository } from '../src/spend/spend.repository.ts';
import { listIn, spendIn } from './support.ts';

/** Account, limit in kronor, remaining amount in kronor, number of pending and posted transactions. */
const figures: [string, number, number, number][] = [
  ['company-ab', 10_000, 5_400, 57],
  ['company-cd', 25_000, 18_250, 12],
  ['invoice-overdue', 20_000, 12_500, 9],
  ['card-active', 15_000, 9_900, 14],
  ['card-blocked', 8_000, 7_100, 6],
  ['card-expired', 12_000, 11_000, 4],
  ['no-card', 5_000, 5_000, 0],
  ['no-transactions', 5_000, 5_000, 0],
  ['acc1', 1_000, 800, 5],
  ['acc2', 2_000, 1_400, 3],
  ['acc3', 3_000, 2_100, 3],
  ['acc4', 4_000, 2_800, 3],
  ['acc5', 5_000, 3_500, 3],
  ['acc6', 6_000, 4_200, 3],
  ['acc7', 7_000, 4_900, 3],
  ['acc8', 8_000, 5_600, 3],
  ['acc9', 9_000, 6_300, 3],
  ['acc10', 10_000, 7_000, 3],
];

let transaction: TestService;

beforeAll(async () => {
  transaction = await TestService.start(service);
});

afterAll(() => transaction.stop());

testSeed(service);

it('the seed has exactly the expected accounts', () => {
  const seeded = seedAccounts(EXAMPLE_DAY).map(({ accountId }) => accountId);
  expect(seeded).toEqual(figures.map(([accountId]) => accountId));
});

describe.each(figures)('the seeded account %s', (accountId, limit, remaining, count) => {
  it('has the expected limit, remaining amount and number of transactions', async () => {
    const spend = await getSpend(accountId);
    expect(spend.limit).toEqual({ amount: limit * 100, currency: 'SEK' });
    expect(spend.remaining).toEqual({ amount: remaining * 100, currency: 'SEK' });
    expect(spend.transaction_count).toBe(count);
  });

  it('shows the sum of its pending and posted entries as spent, and the rest of its limit as remaining', async () => {
    const spend = await getSpend(accountId);
    const [sums] = await transaction.dataSource.query<{ spent: number; held: number }[]>(
      `SELECT coalesce(sum(amount), 0)::float AS spent,
              coalesce(sum(amount) FILTER (WHERE status = 'pending'), 0)::float AS held
       FROM ledger_entries WHERE account_id = $1 AND status IN ('pending', 'posted')`,
      [accountId],
    );
    expect({ spent: spend.spent.amount, held: spend.held.amount }).toEqual(sums);
    expect(spend.limit.amount - spend.spent.amount).toBe(spend.remaining.amount);
  });

  it('has as many transactions in the list as in the total count', async () => {
    const answer = await transaction.as(
      [accountId],
      'GET',
      `/v1/transactions?account_id=${accountId}&limit=100`,
    );
    const { data, page } = listIn(answer);
    expect(data).toHaveLength(count);
    expect(page).toEqual({ next_cursor: null, total_count: count });
  });
});

it('the seed does not overwrite a limit that was changed', async () => {
  await transaction.get(SpendRepository).setLimit('acc2', { amount: 150_000, currency: 'SEK' });
  await transaction.seed();
  expect((await getSpend('acc2')).limit).toEqual({ amount: 150_000, currency: 'SEK' });
});

async function getSpend(accountId: string) {
  return spendIn(await transaction.as([accountId], 'GET', `/v1/spend?account_id=${accountId}`));
}
