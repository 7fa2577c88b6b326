import { TestService, plansOf } from '#libs/testing';
import { CardsRepository } from '../src/cards/cards.repository.ts';
import { service } from '../src/service.ts';

let card: TestService;
let cards: CardsRepository;

beforeAll(async () => {
  card = await TestService.start(service, { seed: false });
  cards = new CardsRepository(card.dataSource);
  await card.dataSource.query(`
    INSERT INTO cards (card_id, account_id, status, last_four, expires, ordered_at)
    SELECT 'card-' || n, 'account-' || n % 20, 'inactive', '4242', '2029-06', timestamptz '2026-06-01' - n * interval '1 minute'
    FROM generate_series(1, 100000) AS n
  `);
  await card.dataSource.query('VACUUM ANALYZE cards');
}, 60_000);

afterAll(() => card.stop());

it.each([
  ['the first page', undefined],
  ['a later page', { orderedAt: new Date('2026-05-01T00:00:00Z'), cardId: 'card-5' }],
])('reads %s of an account with many cards off an index, in order', async (_, position) => {
  const [nodes = [], ...others] = await plansOf(card.dataSource, () =>
    cards.listByAccount('account-7', 25, position),
  );
  expect(nodes.map((node) => node['Node Type'])).toEqual(['Limit', 'Index Scan']);
  expect(nodes[1]).toMatchObject({ 'Index Name': 'cards_by_account', 'Actual Rows': 26 });
  expect(others).toEqual([]);
});

it('finds one card by its key', async () => {
  const [nodes = []] = await plansOf(card.dataSource, () =>
    cards.find(card.dataSource.manager, 'card-7', ['account-7']),
  );
  expect(nodes).toMatchObject([{ 'Node Type': 'Index Scan', 'Index Name': 'cards_pkey' }]);
});

it('attempts an activation by the same key, in one statement', async () => {
  const attempt = {
    cardId: 'card-8',
    accountIds: ['account-8'],
    userId: 'user-8',
    lastFour: '4242',
    expires: '2029-06',
    now: new Date(),
    today: '2026-06-15',
  };
  const [nodes = [], ...others] = await plansOf(card.dataSource, () =>
    cards.attemptActivation(card.dataSource.manager, attempt),
  );
  expect(nodes.map((node) => node['Index Name'])).toEqual([undefined, 'cards_pkey']);
  expect(others).toEqual([]);
});
