import { cardContract } from '#contracts/card';
import { EXAMPLE_DAY, accountAsking, pathAsked } from '#contracts/vocabulary';
import { ServiceConfig } from '#libs/runtime';
import { TestService } from '#libs/testing';
import { CardEntity } from '../src/cards/card.entity.ts';
import { seed } from '../src/seed/seed.ts';
import { service } from '../src/service.ts';
import { cardOf, insertCards, listCards } from './support.ts';

const { operations } = cardContract;

let card: TestService;

beforeAll(async () => {
  card = await TestService.start(service);
});

afterAll(() => card.stop());

describe('the examples', () => {
  it.each(Object.entries(operations.listCards.examples))(
    'of the list: %s is true of the test data',
    async (_, example) => {
      const answer = await card.as([accountAsking(example)], 'GET', pathAsked(operations.listCards, example));
      const { response, problem } = example;
      if (problem) expect(answer.body).toMatchObject({ code: problem });
      else expect(answer.body).toEqual(withAnyImage(response));
    },
  );

  it.each(Object.entries(operations.activateCard.examples))(
    'of the activation: %s is true of the test data',
    async (_, example) => {
      const { body, response, problem } = example;
      await waitForActivation('card-company-ab');
      const path = pathAsked(operations.activateCard, example);
      const answer = await card.as([accountAsking(example)], 'POST', path, body);
      if (problem) expect(answer.body).toMatchObject({ code: problem });
      else expect(answer.body).toEqual(withAnyImage(response));
    },
  );
});

describe('the test data', () => {
  it('has the card that each account should have', async () => {
    await waitForActivation('card-company-ab');
    const statuses = {
      'company-ab': ['inactive'],
      'company-cd': ['active'],
      'invoice-overdue': ['active'],
      'card-active': ['active'],
      'card-blocked': ['blocked'],
      'card-expired': ['expired'],
      'no-card': [],
      'no-transactions': ['ordered'],
      acc1: [],
      acc10: [],
    };
    const found = await Promise.all(
      Object.keys(statuses).map(async (accountId) => {
        const { data } = await listCards(card, accountId);
        return [accountId, data.map(({ status }) => status)];
      }),
    );
    expect(Object.fromEntries(found)).toEqual(statuses);
  });

  it('stays as it is when it is written again, even on another day', async () => {
    const rows = () => card.dataSource.getRepository(CardEntity).find({ order: { cardId: 'ASC' } });
    const before = await rows();
    const context = { config: card.service.app.get(ServiceConfig), dataSource: card.dataSource };
    await seed({ ...context, today: EXAMPLE_DAY });
    await seed({ ...context, today: '2026-08-01' });
    expect(await rows()).toEqual(before);
    expect(before).toHaveLength(7);
  });
});

describe('the list', () => {
  it('is latest first, and by id where cards were ordered at the same time', async () => {
    const at = (time: string) => ({ orderedAt: new Date(`2026-06-01T${time}Z`) });
    await insertCards(
      card,
      cardOf('order', 'o-b', at('09:00:00')),
      cardOf('order', 'o-d', at('08:59:59.999')),
      cardOf('order', 'o-c', at('09:00:00')),
      cardOf('order', 'o-a', at('09:00:00.001')),
    );
    const { ids } = await listAll('order', 1);
    expect(ids).toEqual(['o-a', 'o-c', 'o-b', 'o-d']);
  });

  it('shows each card once while others are added', async () => {
    const orderedAt = (index: number) => new Date(Date.UTC(2026, 4, 1 + (index % 9)));
    const old = Array.from({ length: 23 }, (_, index) =>
      cardOf('paging', `p-${index}`, { orderedAt: orderedAt(index) }),
    );
    await insertCards(card, ...old);
    let added = 0;
    const { ids, pages } = await listAll('paging', 5, () => {
      const rows = [1, 5, 30].map((day) =>
        cardOf('paging', `p-new-${added++}`, { orderedAt: orderedAt(day) }),
      );
      return insertCards(card, ...rows);
    });
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(expect.arrayContaining(old.map(({ cardId }) => cardId)));
    expect(pages).toBeGreaterThan(4);
  });

  it('skips no card where the database is told times finer than milliseconds', async () => {
    await insertCards(card, cardOf('fine', 'f-1'), cardOf('fine', 'f-2'), cardOf('fine', 'f-3'));
    await card.dataSource.query(
      `UPDATE cards SET ordered_at = '2026-06-01T09:00:00.0004Z'::timestamptz - right(card_id, 1)::int * interval '0.0001 seconds'
       WHERE account_id = 'fine'`,
    );
    const { ids } = await listAll('fine', 1);
    expect(ids.toSorted()).toEqual(['f-1', 'f-2', 'f-3']);
  });

  it('ends without a cursor where the last page is full', async () => {
    await insertCards(card, ...[1, 2, 3, 4].map((index) => cardOf('full-page', `e-${index}`)));
    const { pages } = await listAll('full-page', 2);
    expect(pages).toBe(2);
  });

  it('counts nothing', async () => {
    const { page } = await listCards(card, 'company-ab');
    expect(page).toEqual({ next_cursor: null, total_count: null });
  });
});

async function listAll(accountId: string, limit: number, betweenPages?: () => Promise<void>) {
  const ids: string[] = [];
  let pages = 0;
  let cursor: string | null = '';
  while (cursor !== null) {
    const { data, page } = await listCards(
      card,
      accountId,
      `&limit=${limit}${cursor && `&cursor=${cursor}`}`,
    );
    ids.push(...data.map(({ card_id: id }) => id));
    pages += 1;
    cursor = page.next_cursor;
    await betweenPages?.();
  }
  return { ids, pages };
}

async function waitForActivation(cardId: string): Promise<void> {
  const waiting = { status: 'inactive', failedAttempts: 0, lockedUntil: null } as const;
  await card.dataSource.getRepository(CardEntity).update({ cardId }, waiting);
}

/** The answer of an example, but for the address of the image, which is new each time. */
function withAnyImage(response: unknown): unknown {
  const withAny = (key: string, value: unknown): unknown =>
    key === 'image_url' ? expect.stringContaining(`${new URL(String(value)).pathname}?`) : value;
  return JSON.parse(JSON.stringify(response), withAny);
}
