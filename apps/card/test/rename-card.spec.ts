import { randomUUID } from 'node:crypto';
import { type TestResponse, TestService, codeOf } from '#libs/testing';
import { service } from '../src/service.ts';
import { activate, atOnce, auditRows, cardOf, insertCards, listCards, storedCard } from './support.ts';

let card: TestService;

beforeAll(async () => {
  card = await TestService.start(service, { seed: false });
  await insertCards(
    card,
    cardOf('account-1', 'card-named', { orderedAt: new Date('2026-06-02T09:00:00Z') }),
    cardOf('account-1', 'card-nameless'),
    cardOf('account-2', 'card-again', { cardName: 'Travel' }),
    cardOf('account-2', 'card-keyed'),
    cardOf('account-2', 'card-twice'),
    cardOf('account-2', 'card-untidy'),
    cardOf('account-2', 'card-long'),
    cardOf('account-2', 'card-closed', { status: 'closed', cardName: 'Office' }),
  );
});

afterAll(() => card.stop());

async function rename(cardId: string, name: string, key: string = randomUUID()): Promise<TestResponse> {
  return card.request('PATCH', `/v1/cards/${cardId}`, {
    token: await card.issuer.mint({ sub: 'anna', account_ids: ['account-1', 'account-2'] }),
    body: { card_name: name },
    headers: { 'idempotency-key': key },
  });
}

it('a member names one card, and every member sees the name in the list of cards', async () => {
  expect((await rename('card-named', 'Travel')).body).toEqual({ data: { card_name: 'Travel' } });
  const { data } = await listCards(card, 'account-1');
  expect(data.map(({ card_id, card_name }) => [card_id, card_name])).toEqual([
    ['card-named', 'Travel'],
    ['card-nameless', null],
  ]);
  expect(await auditRows(card, 'card-named')).toEqual([
    { actor_id: 'anna', operation: 'renameCard', account_id: 'account-1', changed_fields: ['card_name'] },
  ]);
});

it('a request with the current name succeeds and changes nothing', async () => {
  expect((await rename('card-again', 'Travel')).body).toEqual({ data: { card_name: 'Travel' } });
  expect(await auditRows(card, 'card-again')).toEqual([]);
});

it('a repeated request with the same idempotency key does not undo a later change', async () => {
  const key = randomUUID();
  await rename('card-keyed', 'Travel', key);
  await rename('card-keyed', 'Office');
  expect((await rename('card-keyed', 'Travel', key)).body).toEqual({ data: { card_name: 'Travel' } });
  expect(await storedCard(card, 'card-keyed')).toMatchObject({ cardName: 'Office' });
  expect(await auditRows(card, 'card-keyed')).toHaveLength(2);
});

it('two simultaneous requests with the same name change the name once', async () => {
  const answers = await atOnce(card, 'card-twice', () =>
    ['Travel', 'Travel'].map((name) => rename('card-twice', name)),
  );
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  expect(await auditRows(card, 'card-twice')).toHaveLength(1);
});

it('the service trims the name and masks a card number in it', async () => {
  await rename('card-untidy', '  Visa 4242424242424242 ');
  expect(await storedCard(card, 'card-untidy')).toMatchObject({ cardName: 'Visa •••• 4242' });
});

it.each([' ', 'x'.repeat(51)])('the service refuses the name "%s"', async (name) => {
  expect(codeOf(await rename('card-long', name))).toBe('400 INVALID_REQUEST');
  expect(await storedCard(card, 'card-long')).toMatchObject({ cardName: null });
});

it('the service accepts a name of 50 characters', async () => {
  expect((await rename('card-long', 'x'.repeat(50))).status).toBe(200);
});

it('the service refuses a name for a closed card', async () => {
  expect(codeOf(await rename('card-closed', 'Travel'))).toBe('409 CARD_CLOSED');
  expect(await storedCard(card, 'card-closed')).toMatchObject({ cardName: 'Office' });
  expect(await auditRows(card, 'card-closed')).toEqual([]);
});

it('the response to an activation shows the name of the card', async () => {
  const { body } = await activate(card, 'account-2', 'card-again');
  expect(body).toMatchObject({ data: { status: 'active', card_name: 'Travel' } });
});

it('the database refuses an empty name', async () => {
  const insertion = insertCards(card, cardOf('account-1', 'card-empty', { cardName: '' }));
  await expect(insertion).rejects.toThrow('card_name');
});
