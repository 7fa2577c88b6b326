import { Clock } from '#libs/runtime';
import { TEST_NOW, TestService, codeOf, expectInvalid } from '#libs/testing';
import type { CardEntity } from '../src/cards/card.entity.ts';
import { service } from '../src/service.ts';
import { PRINTED, activate, auditRows, cardOf, insertCards, listCards, storedCard } from './support.ts';

const ACCOUNT = 'activations';
const WRONG = { ...PRINTED, last_four: '0000' };
const MAX_ATTEMPTS = 5;
const DAY_MS = 24 * 60 * 60 * 1000;

let card: TestService;

beforeAll(async () => {
  card = await TestService.start(service, { seed: false });
});

beforeEach(() => setTime(TEST_NOW));

afterAll(() => card.stop());

describe('an activation', () => {
  it('activates the card once', async () => {
    await insertCards(card, cardOf(ACCOUNT, 'once'));
    const first = await activate(card, ACCOUNT, 'once');
    expect(first.status).toBe(200);
    expect(first.body).toMatchObject({ data: { card_id: 'once', status: 'active' } });
    expect(await storedCard(card, 'once')).toMatchObject({ status: 'active', activatedAt: TEST_NOW });
    expect(codeOf(await activate(card, ACCOUNT, 'once', WRONG))).toBe('409 CARD_ALREADY_ACTIVE');
  });

  it('activates the card once if ten requests arrive at the same time, and returns the active card to each request', async () => {
    await insertCards(card, cardOf(ACCOUNT, 'race'));
    const answers = await Promise.all(Array.from({ length: 10 }, () => activate(card, ACCOUNT, 'race')));
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
    expect(await auditRows(card, 'race')).toHaveLength(1);
  });

  it('never succeeds with wrong digits, even while another attempt succeeds', async () => {
    const ids = Array.from({ length: 20 }, (_, index) => `mixed-${index}`);
    await insertCards(card, ...ids.map((id) => cardOf(ACCOUNT, id)));
    const answers = await Promise.all(
      ids.flatMap((id) => [activate(card, ACCOUNT, id, WRONG), activate(card, ACCOUNT, id)]),
    );
    const [wrong, right] = [0, 1].map((odd) => answers.filter((_, index) => index % 2 === odd));
    expect(right?.map(({ status }) => status)).toEqual(Array(20).fill(200));
    expect(wrong?.map(({ status }) => status)).not.toContain(200);
  });

  it('requires the right month and the right digits', async () => {
    await insertCards(card, cardOf(ACCOUNT, 'month'));
    const answer = await activate(card, ACCOUNT, 'month', { ...PRINTED, expires: '2029-07' });
    expect(codeOf(answer)).toBe('422 CARD_DETAILS_MISMATCH');
  });
});

describe('an activation with an invalid body', () => {
  beforeAll(() => insertCards(card, cardOf(ACCOUNT, 'invalid')));

  it.each<[string, unknown, string]>([
    ['three digits', { ...PRINTED, last_four: '424' }, '/last_four'],
    ['digits of a different script', { ...PRINTED, last_four: '٤٢٤٢' }, '/last_four'],
    ['digits and a line break', { ...PRINTED, last_four: '4242\n' }, '/last_four'],
    ['digits as a number', { ...PRINTED, last_four: 4242 }, '/last_four'],
    ['no digits', { expires: PRINTED.expires }, '/last_four'],
    ['a month that does not exist', { ...PRINTED, expires: '2029-13' }, '/expires'],
  ])('is rejected and does not count as an attempt: %s', async (_, body, pointer) => {
    const answer = await card.as([ACCOUNT], 'POST', '/v1/cards/invalid/activation', body);
    expectInvalid(answer, `body${pointer}`);
    expect((await storedCard(card, 'invalid')).failedAttempts).toBe(0);
  });
});

describe('wrong attempts', () => {
  it('lock the activation for a day, and after that day the count starts again', async () => {
    await insertCards(card, cardOf(ACCOUNT, 'lock'));
    expect(await attempts('lock', MAX_ATTEMPTS)).toEqual(
      Array(MAX_ATTEMPTS).fill('422 CARD_DETAILS_MISMATCH'),
    );
    expect(codeOf(await activate(card, ACCOUNT, 'lock'))).toBe('409 ACTIVATION_LOCKED');
    expect(await shown('lock')).toMatchObject({
      status: 'inactive',
      actions: { activate: { allowed: false, reason: 'ACTIVATION_LOCKED' } },
    });

    setTime(new Date(TEST_NOW.getTime() + DAY_MS - 1));
    expect(codeOf(await activate(card, ACCOUNT, 'lock'))).toBe('409 ACTIVATION_LOCKED');

    setTime(new Date(TEST_NOW.getTime() + DAY_MS));
    expect(await shown('lock')).toMatchObject({ actions: { activate: { allowed: true, reason: null } } });
    expect(await attempts('lock', MAX_ATTEMPTS - 1)).toEqual(
      Array(MAX_ATTEMPTS - 1).fill('422 CARD_DETAILS_MISMATCH'),
    );
    expect((await activate(card, ACCOUNT, 'lock')).status).toBe(200);
    expect(await storedCard(card, 'lock')).toMatchObject({ failedAttempts: 0, lockedUntil: null });
  });

  it('are all counted if they arrive at the same time', async () => {
    await insertCards(card, cardOf(ACCOUNT, 'flood'));
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => activate(card, ACCOUNT, 'flood', WRONG)),
    );
    expect(answers.map(codeOf).toSorted()).toEqual([
      ...Array<string>(12 - MAX_ATTEMPTS).fill('409 ACTIVATION_LOCKED'),
      ...Array<string>(MAX_ATTEMPTS).fill('422 CARD_DETAILS_MISMATCH'),
    ]);
    expect((await storedCard(card, 'flood')).failedAttempts).toBe(MAX_ATTEMPTS);
  });

  it('are not counted if the caller has no access to the card', async () => {
    await insertCards(card, cardOf(ACCOUNT, 'not-yours'));
    await activate(card, 'other-account', 'not-yours', WRONG);
    expect((await storedCard(card, 'not-yours')).failedAttempts).toBe(0);
  });

  async function attempts(cardId: string, count: number): Promise<string[]> {
    const codes: string[] = [];
    for (let attempt = 0; attempt < count; attempt += 1) {
      codes.push(codeOf(await activate(card, ACCOUNT, cardId, WRONG)));
    }
    return codes;
  }
});

describe('a refused activation', () => {
  const locked = { lockedUntil: new Date(TEST_NOW.getTime() + 1) };
  it.each<[string, Partial<CardEntity>]>([
    ['CARD_NOT_DELIVERED', { status: 'ordered' }],
    ['CARD_ALREADY_ACTIVE', { status: 'active' }],
    ['CARD_FROZEN', { status: 'frozen' }],
    ['CARD_BLOCKED', { status: 'blocked' }],
    ['CARD_EXPIRED', { status: 'expired' }],
    ['CARD_EXPIRED', { status: 'inactive', expires: '2026-05' }],
    ['CARD_EXPIRED', { status: 'ordered', expires: '2026-05' }],
    ['CARD_EXPIRED', { ...locked, expires: '2026-05' }],
    ['CARD_BLOCKED', { status: 'blocked', expires: '2026-05' }],
    ['CARD_CLOSED', { status: 'closed' }],
    ['CARD_CLOSED', { status: 'closed', expires: '2026-05' }],
    ['ACTIVATION_LOCKED', locked],
  ])('returns the same reason as the list of cards: %s %j', async (reason, facts) => {
    const cardId = `refused-${JSON.stringify(facts).replace(/\W/g, '')}`;
    await insertCards(card, cardOf('refused', cardId, facts));
    const { data } = await listCards(card, 'refused', '&limit=100');
    const inList = data.find(({ card_id: id }) => id === cardId);
    expect(inList?.actions.activate).toEqual({ allowed: false, reason });
    const printed = { ...PRINTED, expires: facts.expires ?? PRINTED.expires };
    expect(codeOf(await activate(card, 'refused', cardId, printed))).toBe(`409 ${reason}`);
  });
});

describe('the last month of a card', () => {
  const lastMoment = new Date('2026-06-30T21:59:59.999Z');
  const firstMomentAfter = new Date('2026-06-30T22:00:00Z');
  const printed = { ...PRINTED, expires: '2026-06' };

  it('ends at midnight in Stockholm and not at midnight in UTC', async () => {
    await insertCards(card, cardOf(ACCOUNT, 'june', { expires: '2026-06' }));
    setTime(firstMomentAfter);
    expect(await shown('june')).toMatchObject({ status: 'expired' });
    expect(codeOf(await activate(card, ACCOUNT, 'june', printed))).toBe('409 CARD_EXPIRED');
    setTime(lastMoment);
    expect(await shown('june')).toMatchObject({ status: 'inactive' });
    expect((await activate(card, ACCOUNT, 'june', printed)).status).toBe(200);
  });
});

function setTime(moment: Date): void {
  jest.spyOn(card.service.app.get(Clock), 'now').mockReturnValue(moment);
}

async function shown(cardId: string) {
  const { data } = await listCards(card, ACCOUNT, '&limit=100');
  return data.find(({ card_id: id }) => id === cardId);
}
