import { TestService, codeOf } from '#libs/testing';
import { CardEntity } from '../src/cards/card.entity.ts';
import { service } from '../src/service.ts';
import { PRINTED, auditRows, cardOf, insertCards, storedCard } from './support.ts';

const ACCOUNT = 'retries';
const WRONG = { ...PRINTED, last_four: '0000' };

let card: TestService;

beforeAll(async () => {
  card = await TestService.start(service, { seed: false });
});

afterAll(() => card.stop());

interface Attempt {
  readonly printed?: { readonly last_four: string; readonly expires: string };
  readonly key?: string;
  readonly user?: string;
}

async function activate(cardId: string, { printed = PRINTED, key, user = 'anna' }: Attempt = {}) {
  return card.request('POST', `/v1/cards/${cardId}/activation`, {
    token: await card.issuer.mint({ sub: user, account_ids: [ACCOUNT] }),
    body: printed,
    headers: key === undefined ? {} : { 'idempotency-key': key },
  });
}

describe('a repeated activation', () => {
  it('returns the active card even without an idempotency key, and changes nothing', async () => {
    await insertCards(card, cardOf(ACCOUNT, 'twice'));
    const first = await activate('twice');
    const again = await activate('twice');
    expect([first.status, again.status]).toEqual([200, 200]);
    expect(again.body).toMatchObject({ data: { card_id: 'twice', status: 'active', ...PRINTED } });
    expect(await auditRows(card, 'twice')).toHaveLength(1);
  });

  it.each<[string, Attempt]>([
    ['different digits', { printed: WRONG }],
    ['a different month', { printed: { ...PRINTED, expires: '2029-07' } }],
    ['a different user of the company', { user: 'bo' }],
  ])('returns CARD_ALREADY_ACTIVE: %s', async (what, attempt) => {
    const cardId = `active-${what.replaceAll(' ', '-')}`;
    await insertCards(card, cardOf(ACCOUNT, cardId));
    await activate(cardId);
    expect(codeOf(await activate(cardId, attempt))).toBe('409 CARD_ALREADY_ACTIVE');
  });

  it('is refused if nobody activated the card through the API', async () => {
    const facts = { status: 'active', activatedAt: new Date('2026-06-02T09:00:00Z') } as const;
    await insertCards(card, cardOf(ACCOUNT, 'delivered-active', facts));
    expect(codeOf(await activate('delivered-active'))).toBe('409 CARD_ALREADY_ACTIVE');
  });

  it('is refused if the card was frozen after the first activation', async () => {
    await insertCards(card, cardOf(ACCOUNT, 'frozen-since'));
    await activate('frozen-since');
    await card.dataSource.getRepository(CardEntity).update('frozen-since', { status: 'frozen' });
    expect(codeOf(await activate('frozen-since'))).toBe('409 CARD_FROZEN');
  });
});

describe('an activation with an idempotency key', () => {
  it('returns the first response again, with a new image URL, even if the card has changed', async () => {
    await insertCards(card, cardOf(ACCOUNT, 'replayed'));
    const first = await activate('replayed', { key: 'replay' });
    await card.dataSource.getRepository(CardEntity).update('replayed', { status: 'blocked' });
    const again = await activate('replayed', { key: 'replay' });
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(again).toMatchObject({ status: 200, body: { data: { status: 'active' } } });
    expect(first.body).toMatchObject({ data: { image_url: expect.stringContaining('X-Amz-') as string } });
    expect(again.body).toMatchObject({ data: { image_url: expect.stringContaining('X-Amz-') as string } });
    const stored = await card.dataSource.query<object[]>('SELECT response::text FROM idempotency_keys');
    expect(JSON.stringify(stored)).not.toContain('X-Amz-');
  });

  it('returns a response that was stored before monthly limits existed', async () => {
    await insertCards(card, cardOf(ACCOUNT, 'earlier', { monthlyLimit: 100_000 }));
    await activate('earlier', { key: 'earlier' });
    await card.dataSource.query(`
      UPDATE idempotency_keys SET response = response::jsonb #- '{result,monthly_limit}'
      WHERE response #>> '{result,card_id}' = 'earlier'
    `);
    const again = await activate('earlier', { key: 'earlier' });
    expect(again).toMatchObject({ status: 200, body: { data: { card_id: 'earlier', monthly_limit: null } } });
  });

  it('counts as one wrong attempt, even if it is sent several times', async () => {
    await insertCards(card, cardOf(ACCOUNT, 'counted'));
    for (let send = 0; send < 7; send += 1)
      expect(codeOf(await activate('counted', { printed: WRONG, key: 'wrong' }))).toBe(
        '422 CARD_DETAILS_MISMATCH',
      );
    expect(await storedCard(card, 'counted')).toMatchObject({ failedAttempts: 1, lockedUntil: null });
    expect(codeOf(await activate('counted', { key: 'wrong' }))).toBe('422 IDEMPOTENCY_KEY_REUSED');
    expect((await activate('counted', { key: 'right' })).status).toBe(200);
  });

  it('takes effect once if 20 requests arrive at the same time', async () => {
    await insertCards(card, cardOf(ACCOUNT, 'crowd'));
    const answers = await Promise.all(Array.from({ length: 20 }, () => activate('crowd', { key: 'crowd' })));
    const codes = new Set(answers.map((answer) => (answer.status === 200 ? '200' : codeOf(answer))));
    expect([...codes].filter((code) => code !== '409 IDEMPOTENCY_KEY_IN_USE')).toEqual(['200']);
    expect(await auditRows(card, 'crowd')).toHaveLength(1);
  });
});

describe('the audit log of activations', () => {
  it('records the actor and the changed fields of each wrong attempt and of the lock', async () => {
    await insertCards(card, cardOf(ACCOUNT, 'audited', { failedAttempts: 3 }));
    await activate('audited', { printed: WRONG });
    await activate('audited', { printed: WRONG, user: 'bo' });
    await activate('audited');
    const about = { operation: 'activateCard', account_id: ACCOUNT };
    expect(await auditRows(card, 'audited')).toEqual([
      { ...about, actor_id: 'anna', changed_fields: ['failed_attempts'] },
      { ...about, actor_id: 'bo', changed_fields: ['failed_attempts', 'locked_until'] },
    ]);
  });

  it('leaves out attempts that change nothing', async () => {
    await insertCards(card, cardOf(ACCOUNT, 'on-its-way', { status: 'ordered' }));
    await activate('on-its-way');
    await activate('not-there');
    expect(await auditRows(card, 'on-its-way')).toEqual([]);
    expect(await auditRows(card, 'not-there')).toEqual([]);
  });
});
