import { sek } from '#contracts/vocabulary';
import { TestService, comparable } from '#libs/testing';
import { service } from '../src/service.ts';
import { SpendRepository } from '../src/spend/spend.repository.ts';
import { payment, purchase, spendIn } from './support.ts';

let transaction: TestService;

beforeAll(async () => {
  transaction = await TestService.start(service);
});

afterAll(() => transaction.stop());

it('an account without a limit gets the same response as an unknown account', async () => {
  const spend = transaction.get(SpendRepository);
  await spend.record([purchase('txn-early-1', { accountId: 'early' })]);
  for (const accountId of ['early', 'never-heard-of']) {
    const answer = await transaction.as([accountId], 'GET', `/v1/spend?account_id=${accountId}`);
    const unknown = await transaction.as([], 'GET', `/v1/spend?account_id=${accountId}`);
    expect(answer.status).toBe(404);
    expect(comparable(answer)).toEqual(comparable(unknown));
  }
});

it('a payment that is larger than the spend raises the remaining amount above the limit', async () => {
  const spend = transaction.get(SpendRepository);
  await spend.setLimit('overpaid', sek(10_000));
  await spend.record([payment('payment-overpaid-1', { accountId: 'overpaid', amount: sek(-2_500) })]);
  const answer = await transaction.as(['overpaid'], 'GET', '/v1/spend?account_id=overpaid');
  expect(spendIn(answer)).toMatchObject({ spent: { amount: -2_500 }, remaining: { amount: 12_500 } });
});
