import { cardContract } from '#contracts/card';
import { TestService } from '#libs/testing';
import type { CardEntity } from '../src/cards/card.entity.ts';
import { service } from '../src/service.ts';
import { PRINTED, activate, cardOf, insertCards, listCards } from './support.ts';

const ACCOUNT = 'details';
const ACTIVATED = { activatedAt: new Date('2026-06-05T09:00:00Z') };
const PAST = { expires: '2026-05' };
const HIDDEN = { last_four: null, expires: null };

let card: TestService;

beforeAll(async () => {
  card = await TestService.start(service, { seed: false });
});

afterAll(() => card.stop());

async function shown(cardId: string) {
  const { data } = await listCards(card, ACCOUNT, '&limit=100');
  return data.find(({ card_id: id }) => id === cardId);
}

describe('a card that was never activated', () => {
  it.each<[string, Partial<CardEntity>]>([
    ['ordered', { status: 'ordered' }],
    ['inactive', { status: 'inactive' }],
    ['inactive-locked', { lockedUntil: new Date('2026-06-16T12:00:00Z') }],
    ['inactive-expired', { status: 'inactive', ...PAST }],
    ['ordered-expired', { status: 'ordered', ...PAST }],
    ['expired', { status: 'expired' }],
    ['blocked', { status: 'blocked' }],
    ['closed', { status: 'closed' }],
    // No code writes the next two states, but responses must hide the details even in these states.
    ['inactive-with-date', { status: 'inactive', ...ACTIVATED }],
    ['active-without-date', { status: 'active' }],
  ])('shows neither its last four digits nor its expiry: %s', async (cardId, facts) => {
    await insertCards(card, cardOf(ACCOUNT, cardId, facts));
    expect(await shown(cardId)).toMatchObject(HIDDEN);
  });

  it('shows its details neither in cursors nor in responses to failed activations', async () => {
    await insertCards(
      card,
      cardOf('silent', 'silent-1', { lastFour: '8317', expires: '2031-11' }),
      cardOf('silent', 'silent-2', { lastFour: '8317', expires: '2031-11', status: 'ordered' }),
    );
    const bodies = [
      (await activate(card, 'silent', 'silent-1')).body,
      (await activate(card, 'silent', 'silent-2')).body,
    ];
    const { page } = await listCards(card, 'silent', '&limit=1');
    const cursor = Buffer.from(page.next_cursor ?? '', 'base64url').toString();
    expect(cursor).toContain('silent-2');
    for (const text of [...bodies.map((body) => JSON.stringify(body)), cursor])
      expect(text).not.toMatch(/8317|2031/);
  });
});

describe('a card that was active once', () => {
  it.each<[string, Partial<CardEntity>]>([
    ['active', { status: 'active' }],
    ['frozen', { status: 'frozen' }],
    ['blocked', { status: 'blocked' }],
    ['closed', { status: 'closed' }],
    ['expired', { status: 'expired' }],
    ['past-its-last-month', { status: 'active', ...PAST }],
  ])('shows its last four digits and its expiry: %s', async (status, facts) => {
    const cardId = `once-${status}`;
    await insertCards(card, cardOf(ACCOUNT, cardId, { ...ACTIVATED, ...facts }));
    expect(await shown(cardId)).toMatchObject({
      last_four: PRINTED.last_four,
      expires: facts.expires ?? PRINTED.expires,
    });
  });

  it('shows its last four digits and its expiry from the moment of its activation', async () => {
    await insertCards(card, cardOf(ACCOUNT, 'now-active'));
    const { body } = await activate(card, ACCOUNT, 'now-active');
    const { data } = cardContract.operations.activateCard.responses[200].schema.parse(body);
    expect(data).toMatchObject(PRINTED);
    expect(await shown('now-active')).toMatchObject(PRINTED);
  });
});
