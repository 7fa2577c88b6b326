import { TestService, readPages } from '#libs/testing';
import { service as card } from '../src/service.ts';
import { listCards } from './support.ts';

const ACCOUNT = 'bad-rows';

let service: TestService;

beforeAll(async () => {
  service = await TestService.start(card, { seed: false });
  await service.dataSource.query(`
    ALTER TABLE cards DROP CONSTRAINT cards_status_check, DROP CONSTRAINT cards_expires_check,
      DROP CONSTRAINT cards_last_four_check, ALTER status DROP NOT NULL, ALTER ordered_at DROP NOT NULL
  `);
  for (const id of ['good-1', 'good-2', 'good-3']) await insert(id, {});
});

afterAll(() => service.stop());

async function insert(id: string, values: Record<string, string | null>): Promise<void> {
  const row = {
    status: 'active',
    last_four: '4242',
    expires: '2029-06',
    ordered_at: '2026-06-01',
    ...values,
  };
  await service.dataSource.query(
    `INSERT INTO cards (card_id, account_id, status, last_four, expires, ordered_at, activated_at)
     VALUES ($1, $2, $3, $4, $5, $6, '2026-06-02')`,
    [id, ACCOUNT, row.status, row.last_four, row.expires, row.ordered_at],
  );
}

it.each<[Record<string, string | null>]>([
  [{ status: 'melted' }],
  [{ status: null }],
  [{ expires: 'never' }],
  [{ last_four: '42' }],
  [{ ordered_at: 'infinity' }],
  [{ ordered_at: null }],
])('the list omits a card with the invalid value %j, and shows all other cards', async (values) => {
  await insert('bad', values);
  const pages = await readPages((cursor) =>
    listCards(service, ACCOUNT, `&limit=1${cursor ? `&cursor=${cursor}` : ''}`),
  );
  expect(pages.flatMap(({ data }) => data.map(({ card_id: id }) => id))).toEqual([
    'good-3',
    'good-2',
    'good-1',
  ]);
  await service.dataSource.query(`DELETE FROM cards WHERE card_id = 'bad'`);
});
