import { randomUUID } from 'node:crypto';
import { sek } from '#contracts/vocabulary';
import { type TestResponse, TestService, problemIn } from '#libs/testing';
import { service } from '../src/service.ts';
import { atOnce, auditRows, cardOf, insertCards, listCards, storedCard } from './support.ts';

let card: TestService;

beforeAll(async () => {
  card = await TestService.start(service, { seed: false });
  await insertCards(
    card,
    cardOf('account-1', 'card-limited', { orderedAt: new Date('2026-06-02T09:00:00Z') }),
    cardOf('account-1', 'card-unlimited'),
    cardOf('account-2', 'card-again', { monthlyLimit: 500_000 }),
    cardOf('account-2', 'card-keyed'),
    cardOf('account-2', 'card-twice'),
    cardOf('account-2', 'card-closed', { status: 'closed', monthlyLimit: 500_000 }),
    cardOf('account-3', 'card-of-member'),
  );
});

afterAll(() => card.stop());

/** Sets the limit as an owner of account-1 and account-2. */
async function setLimit(cardId: string, ore: number, key: string = randomUUID()): Promise<TestResponse> {
  const token = await card.tokenFor('owner', ['account-1', 'account-2']);
  return card.request('PUT', `/v1/cards/${cardId}/monthly-limit`, {
    body: { monthly_limit: sek(ore) },
    headers: { 'idempotency-key': key },
    ...(token !== undefined && { token }),
  });
}

it('an owner sets the limit, every member sees it in the list, and the limits of other cards stay', async () => {
  expect((await setLimit('card-limited', 750_000)).body).toEqual({ data: { monthly_limit: sek(750_000) } });
  const { data } = await listCards(card, 'account-1');
  expect(data.map(({ card_id, monthly_limit }) => [card_id, monthly_limit])).toEqual([
    ['card-limited', sek(750_000)],
    ['card-unlimited', null],
  ]);
  expect(await auditRows(card, 'card-limited')).toMatchObject([
    { operation: 'setMonthlyCardLimit', account_id: 'account-1', changed_fields: ['monthly_limit'] },
  ]);
});

it('the limit that a card already has is no change', async () => {
  expect((await setLimit('card-again', 500_000)).status).toBe(200);
  expect(await auditRows(card, 'card-again')).toEqual([]);
});

it('a repeated request does not undo a later change', async () => {
  const key = randomUUID();
  await setLimit('card-keyed', 100_000, key);
  await setLimit('card-keyed', 200_000);
  expect((await setLimit('card-keyed', 100_000, key)).body).toEqual({
    data: { monthly_limit: sek(100_000) },
  });
  expect(await storedCard(card, 'card-keyed')).toMatchObject({ monthlyLimit: 200_000 });
  expect(await auditRows(card, 'card-keyed')).toHaveLength(2);
});

it('of two simultaneous changes to the same limit, one changes it', async () => {
  const answers = await atOnce(card, 'card-twice', () =>
    [300_000, 300_000].map((ore) => setLimit('card-twice', ore)),
  );
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  expect(await auditRows(card, 'card-twice')).toHaveLength(1);
});

it('the service refuses a limit for a closed card', async () => {
  expect(problemIn(await setLimit('card-closed', 100_000)).code).toBe('CARD_CLOSED');
  expect(await storedCard(card, 'card-closed')).toMatchObject({ monthlyLimit: 500_000 });
});

it('an owner of one company who is a member of another gets 403 for a card of the other', async () => {
  const token = await card.issuer.mint({
    sub: 'user-test',
    account_ids: ['account-1', 'account-3'],
    owned_account_ids: ['account-1'],
  });
  const body = { monthly_limit: sek(100_000) };
  const answer = await card.request('PUT', '/v1/cards/card-of-member/monthly-limit', { token, body });
  expect(problemIn(answer).code).toBe('FORBIDDEN');
  expect(await storedCard(card, 'card-of-member')).toMatchObject({ monthlyLimit: null });
});

it('a limit stays when its card is activated', async () => {
  const activated = await card.as(['account-1'], 'POST', '/v1/cards/card-limited/activation', {
    last_four: '4242',
    expires: '2029-06',
  });
  expect(activated.body).toMatchObject({ data: { status: 'active', monthly_limit: sek(750_000) } });
});

it.each([0, -1])('the database refuses a limit of %d', async (monthlyLimit) => {
  const insertion = insertCards(card, cardOf('account-1', `card-${monthlyLimit}`, { monthlyLimit }));
  await expect(insertion).rejects.toThrow('monthly_limit');
});
