import { TestService, readPages } from '#libs/testing';
import { service } from '../src/service.ts';
import { cardOf, insertCards, listCards } from './support.ts';

let card: TestService;

beforeAll(async () => {
  card = await TestService.start(service);
});

afterAll(() => card.stop());

describe('the seed data', () => {
  it('has the expected cards for each account', async () => {
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
      acc7: ['inactive'],
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
});

describe('the list', () => {
  it('starts with the card that was ordered last, and sorts cards from the same moment by id', async () => {
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

  it('shows each card once while new cards are added', async () => {
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

  it('contains every card, even if order times are more precise than milliseconds', async () => {
    await insertCards(card, cardOf('fine', 'f-1'), cardOf('fine', 'f-2'), cardOf('fine', 'f-3'));
    await card.dataSource.query(
      `UPDATE cards SET ordered_at = '2026-06-01T09:00:00.0004Z'::timestamptz - right(card_id, 1)::int * interval '0.0001 seconds'
       WHERE account_id = 'fine'`,
    );
    const { ids } = await listAll('fine', 1);
    expect(ids.toSorted()).toEqual(['f-1', 'f-2', 'f-3']);
  });

  it('has no next cursor on the last page, even if that page is full', async () => {
    await insertCards(card, ...[1, 2, 3, 4].map((index) => cardOf('full-page', `e-${index}`)));
    const { pages } = await listAll('full-page', 2);
    expect(pages).toBe(2);
  });

  it('has no total count', async () => {
    const { page } = await listCards(card, 'company-ab');
    expect(page).toEqual({ next_cursor: null, total_count: null });
  });
});

async function listAll(accountId: string, limit: number, afterPage?: () => Promise<void>) {
  const pages = await readPages(async (cursor) => {
    const query = `&limit=${limit}${cursor ? `&cursor=${cursor}` : ''}`;
    const page = await listCards(card, accountId, query);
    await afterPage?.();
    return page;
  });
  return { ids: pages.flatMap(({ data }) => data.map(({ card_id: id }) => id)), pages: pages.length };
}
