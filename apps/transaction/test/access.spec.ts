import { badTokens } from '#libs/stand-ins';
import { type Answer, TestService } from '#libs/testing';
import { service } from '../src/service.ts';
import { SpendRepository } from '../src/spend/spend.repository.ts';
import { problemIn, spendIn } from './answers.ts';
import { purchase } from './entries.ts';

let transaction: TestService;

beforeAll(async () => {
  transaction = await TestService.start(service);
});

afterAll(() => transaction.stop());

const member = { sub: 'user-anna', account_ids: ['company-ab'] };
describe.each(['/v1/transactions', '/v1/spend', '/v1/spend/overview'])('%s', (path) => {
  const url = `${path}?account_id=company-ab`;

  it('returns 401 without a token', async () => {
    assertUnauthenticated(await transaction.request('GET', url));
  });

  it.each(Object.entries(badTokens))('returns 401 for a token that %s', async (_, mint) => {
    const token = await mint(transaction.issuer, member);
    assertUnauthenticated(await transaction.request('GET', url, { token }));
  });

  it('returns 200 for a good token', async () => {
    const token = await transaction.issuer.mint(member);
    expect((await transaction.request('GET', url, { token })).status).toBe(200);
  });

  it('returns 403 to a machine', async () => {
    const token = await transaction.issuer.mintMachine('batch', 'memberships.read');
    expect((await transaction.request('GET', url, { token })).status).toBe(403);
  });

  it("returns the same for another company's account as for an unknown one", async () => {
    const others = await transaction.as(['company-ab'], 'GET', `${path}?account_id=company-cd`);
    const unknown = await transaction.as(['company-ab'], 'GET', `${path}?account_id=no-such-account`);
    expect(others.status).toBe(404);
    const { request_id: othersId, ...othersProblem } = problemIn(others);
    const { request_id: unknownId, ...unknownProblem } = problemIn(unknown);
    expect(othersProblem).toEqual(unknownProblem);
    expect(othersId).not.toBe(unknownId);
  });
});

it('returns the same for the spend of an account without a limit as for an unknown account', async () => {
  const spend = transaction.get(SpendRepository);
  await spend.record([purchase('txn-early-1', { accountId: 'early' })]);
  for (const accountId of ['early', 'never-heard-of']) {
    const answer = await transaction.as([accountId], 'GET', `/v1/spend?account_id=${accountId}`);
    const unknown = await transaction.as([], 'GET', `/v1/spend?account_id=${accountId}`);
    expect(answer.status).toBe(404);
    expect({ ...problemIn(answer), request_id: '' }).toEqual({ ...problemIn(unknown), request_id: '' });
  }
});

it('counts a payment above the spend towards what remains', async () => {
  const spend = transaction.get(SpendRepository);
  await spend.setLimit('overpaid', { amount: 10_000, currency: 'SEK' });
  await spend.record([
    {
      kind: 'payment',
      status: 'posted',
      transactionId: 'payment-overpaid-1',
      accountId: 'overpaid',
      amount: { amount: -2_500, currency: 'SEK' },
      occurredAt: new Date('2026-06-01T06:00:00Z'),
    },
  ]);
  const answer = await transaction.as(['overpaid'], 'GET', '/v1/spend?account_id=overpaid');
  expect(spendIn(answer)).toMatchObject({ spent: { amount: -2_500 }, remaining: { amount: 12_500 } });
});

function assertUnauthenticated(answer: Answer): void {
  expect(answer.status).toBe(401);
  expect(problemIn(answer).code).toBe('UNAUTHENTICATED');
  expect(answer.headers.get('www-authenticate')).toBe('Bearer');
}
