import { TestService, problemIn } from '#libs/testing';
import { service } from '../src/service.ts';
import { activate, atOnce, auditRows, cardOf, insertCards, storedCard } from './support.ts';

let card: TestService;

beforeAll(async () => {
  card = await TestService.start(service, { seed: false });
  await insertCards(
    card,
    cardOf('account-1', 'card-lost'),
    cardOf('account-1', 'card-twice'),
    cardOf('account-1', 'card-closed', { status: 'closed' }),
    cardOf('account-1', 'card-old', { status: 'active', expires: '2020-01' }),
  );
});

afterAll(() => card.stop());

const report = (cardId: string, reason = 'stolen') =>
  card.as(['account-1'], 'POST', `/v1/cards/${cardId}/loss-report`, { reason });

it('a report blocks the card permanently, stores the reason, and offers a replacement', async () => {
  const { body } = await report('card-lost');
  expect(body).toMatchObject({ data: { status: 'blocked', replacement_offered: true } });
  expect(await storedCard(card, 'card-lost')).toMatchObject({ status: 'blocked', lossReason: 'stolen' });
  expect(problemIn(await activate(card, 'account-1', 'card-lost')).code).toBe('CARD_BLOCKED');
  expect(await auditRows(card, 'card-lost')).toMatchObject([
    { operation: 'reportLostCard', changed_fields: ['status', 'loss_reason', 'loss_reported_at'] },
  ]);
});

it('the service accepts only one of two simultaneous reports', async () => {
  const reports = await atOnce(card, 'card-twice', () =>
    ['lost', 'stolen'].map((reason) => report('card-twice', reason)),
  );
  expect(reports.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  expect(await auditRows(card, 'card-twice')).toHaveLength(1);
});

it('the service refuses a report of a closed card', async () => {
  expect(problemIn(await report('card-closed')).code).toBe('CARD_CLOSED');
  expect(await storedCard(card, 'card-closed')).toMatchObject({ status: 'closed', lossReason: null });
});

it('the service offers no replacement for a card after its last month', async () => {
  expect((await report('card-old')).body).toMatchObject({ data: { replacement_offered: false } });
});
