import { randomUUID } from 'node:crypto';
import { sek } from '#contracts/vocabulary';
import { type TestResponse, TestService, problemIn } from '#libs/testing';
import { service } from '../src/service.ts';
import { activate, atOnce, auditRows, cardOf, insertCards, listCards, storedCard } from './support.ts';

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
  );
});

afterAll(() => card.stop());

async function setLimit(cardId: string, ore: number, key: string = randomUUID()): Promise<TestResponse> {
  return card.request('PUT', `/v1/cards/${cardId}/monthly-limit`, {
    token: await card.ownerToken('account-1', 'account-2'),
    body: { monthly_limit: sek(ore) },
    headers: { 'idempotency-key': key },
  });
}

it('an owner sets the limit of one card, and every member sees it in the list of cards', async () => {
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

it('a request with the current limit succeeds and changes nothing', async () => {
  expect((await setLimit('card-again', 500_000)).status).toBe(200);
  expect(await auditRows(card, 'card-again')).toEqual([]);
});

it('a repeated request with the same idempotency key does not undo a later change', async () => {
  const key = randomUUID();
  await setLimit('card-keyed', 100_000, key);
  await setLimit('card-keyed', 200_000);
  expect((await setLimit('card-keyed', 100_000, key)).body).toEqual({
    data: { monthly_limit: sek(100_000) },
  });
  expect(await storedCard(card, 'card-keyed')).toMatchObject({ monthlyLimit: 200_000 });
  expect(await auditRows(card, 'card-keyed')).toHaveLength(2);
});

it('two simultaneous requests with the same limit change the limit once', async () => {
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

it('the response to an activation shows the limit of the card', async () => {
  const { body } = await activate(card, 'account-2', 'card-again');
  expect(body).toMatchObject({ data: { status: 'active', monthly_limit: sek(500_000) } });
});

it.each([0, -1])('the database refuses a limit of %d', async (monthlyLimit) => {
  const insertion = insertCards(card, cardOf('account-1', `card-${monthlyLimit}`, { monthlyLimit }));
  await expect(insertion).rejects.toThrow('monthly_limit');
});
