import { TestService, expectInvalid, readPages } from '#libs/testing';
import { service } from '../src/service.ts';
import type { LedgerEntry } from '../src/spend/ledger-entry.ts';
import { SpendRepository } from '../src/spend/spend.repository.ts';
import { NormalizeMerchants1764100000000 } from '../src/migrations/1764100000000-normalize-merchants.ts';
import { idsIn, listIn, payment, purchase, refund } from './support.ts';

let transaction: TestService;
let spend: SpendRepository;

beforeAll(async () => {
  transaction = await TestService.start(service, { seed: false });
  spend = transaction.get(SpendRepository);
});

beforeEach(() => transaction.dataSource.query('TRUNCATE ledger_entries, account_spend'));

afterAll(() => transaction.stop());

const at = (occurredAt: string): { occurredAt: Date } => ({ occurredAt: new Date(occurredAt) });

function get(query: Readonly<Record<string, string>>) {
  const parameters = new URLSearchParams({ account_id: 'acc1', ...query });
  return transaction.as(['acc1'], 'GET', `/v1/transactions?${parameters.toString()}`);
}

async function readAll(limit: string, afterPage?: () => Promise<void>): Promise<string[]> {
  const pages = await readPages(async (cursor) => {
    const page = listIn(await get({ limit, ...(cursor !== undefined && { cursor }) }));
    await afterPage?.();
    return page;
  });
  return pages.flatMap(({ data }) => data.map(({ transaction_id: id }) => id));
}

describe('the list', () => {
  const ledger: LedgerEntry[] = [
    purchase('posted', at('2026-06-01T08:00:00Z')),
    purchase('pending', { status: 'pending', ...at('2026-06-02T08:00:00Z') }),
    purchase('reversed', { status: 'reversed', ...at('2026-06-03T08:00:00Z') }),
    purchase('refunded', { status: 'refunded', ...at('2026-06-04T08:00:00Z') }),
    refund('given-back', at('2026-06-05T08:00:00Z')),
    payment('paid', at('2026-06-06T08:00:00Z')),
    purchase('of-another', { accountId: 'acc2', ...at('2026-06-07T08:00:00Z') }),
  ];

  beforeEach(() => spend.record(ledger));

  it('lists purchases and refunds that count towards the spend, latest first, with their total number', async () => {
    const answer = await get({});
    expect(idsIn(answer)).toEqual(['given-back', 'pending', 'posted']);
    expect(listIn(answer).page).toEqual({ next_cursor: null, total_count: 3 });
  });

  it.each([
    ['pending', ['pending']],
    ['posted', ['given-back', 'posted']],
    ['reversed', ['reversed']],
    ['refunded', ['refunded']],
  ])(
    'shows only transactions with the status %s if the request filters by this status',
    async (status, ids) => {
      const answer = await get({ status });
      expect(idsIn(answer)).toEqual(ids);
      expect(listIn(answer).page.total_count).toBeNull();
    },
  );

  it('applies all filters together', async () => {
    expect(idsIn(await get({ status: 'posted', from: '2026-06-02', text: 'bilt' }))).toEqual(['given-back']);
  });

  it('sorts transactions with the same time by id', async () => {
    const moment = at('2026-06-08T08:00:00Z');
    await spend.record([purchase('b', moment), purchase('c', moment), purchase('a', moment)]);
    expect(idsIn(await get({ limit: '3' }))).toEqual(['c', 'b', 'a']);
  });
});

it('the list is empty for an unknown account', async () => {
  const { data, page } = listIn(await get({}));
  expect(data).toEqual([]);
  expect(page).toEqual({ next_cursor: null, total_count: 0 });
});

describe('a filter', () => {
  it.each([
    ['from=2026-02-30', 'query/from'],
    ['from=2026-6-1', 'query/from'],
    ['from=0000-01-01', 'query/from'],
    ['to=today', 'query/to'],
    ['to=2026-06-01T00:00:00Z', 'query/to'],
    ['from=2026-06-02&to=2026-06-01', 'query/from'],
    ['status=x', 'query/status'],
    ['status=unknown', 'query/status'],
    ['text=a', 'query/text'],
    ['text=%20a%20', 'query/text'],
    [`text=${'a'.repeat(65)}`, 'query/text'],
    ['text=a%00b', 'query/text'],
  ])('is rejected if its value is invalid: %s', async (filter, field) => {
    const answer = await transaction.as(['acc1'], 'GET', `/v1/transactions?account_id=acc1&${filter}`);
    expectInvalid(answer, field);
  });
});

describe('a filter by calendar days in Stockholm', () => {
  /** The name of a day, its date, its first millisecond, and its last millisecond. */
  const days: [string, string, string, string][] = [
    ['a summer day', '2026-06-10', '2026-06-09T22:00:00.000Z', '2026-06-10T21:59:59.999Z'],
    ['a winter day', '2026-01-10', '2026-01-09T23:00:00.000Z', '2026-01-10T22:59:59.999Z'],
    ['the day of 23 hours', '2026-03-29', '2026-03-28T23:00:00.000Z', '2026-03-29T21:59:59.999Z'],
    ['the day of 25 hours', '2026-10-25', '2026-10-24T22:00:00.000Z', '2026-10-25T22:59:59.999Z'],
  ];

  it.each(days)('includes %s from its first to its last millisecond', async (_, day, first, last) => {
    const millisecond = (moment: string, offset: number) => ({
      occurredAt: new Date(Date.parse(moment) + offset),
    });
    await spend.record([
      purchase('before', millisecond(first, -1)),
      purchase('first', millisecond(first, 0)),
      purchase('last', millisecond(last, 0)),
      purchase('after', millisecond(last, 1)),
    ]);
    expect(idsIn(await get({ from: day, to: day }))).toEqual(['last', 'first']);
    expect(idsIn(await get({ from: day }))).toEqual(['after', 'last', 'first']);
    expect(idsIn(await get({ to: day }))).toEqual(['last', 'first', 'before']);
  });

  it('accepts the first and the last possible day', async () => {
    await spend.record([purchase('bought')]);
    expect(idsIn(await get({ from: '0001-01-01', to: '9999-12-31' }))).toEqual(['bought']);
  });
});

describe('a text filter in composed or decomposed Unicode', () => {
  const composed = 'Åhléns';
  const decomposed = composed.normalize('NFD');

  it.each([
    [composed, composed],
    [composed, decomposed],
    [decomposed, composed],
    [decomposed, decomposed],
    [`\u200B${decomposed}\u00AD City`, 'åhléns'],
    ['Cafe\u0301 Opera', 'CAFÉ'],
  ])('finds the recorded merchant %j with the text %j', async (merchant, text) => {
    await spend.record([purchase('found', { merchant }), purchase('other')]);
    expect(idsIn(await get({ text }))).toEqual(['found']);
  });

  it('finds a merchant that an UPDATE wrote in decomposed Unicode', async () => {
    await spend.record([purchase('found')]);
    await transaction.dataSource.query('UPDATE ledger_entries SET merchant = $1', [decomposed]);
    expect(idsIn(await get({ text: composed }))).toEqual(['found']);
  });

  it('finds a merchant that was stored before the service normalized merchants', async () => {
    const { dataSource } = transaction;
    const migration = new NormalizeMerchants1764100000000();
    const runner = dataSource.createQueryRunner();
    await migration.down(runner);
    await spend.record([purchase('found')]);
    await dataSource.query('UPDATE ledger_entries SET merchant = $1', [decomposed]);
    expect(idsIn(await get({ text: composed }))).toEqual([]);
    await migration.up(runner);
    await runner.release();
    expect(idsIn(await get({ text: composed }))).toEqual(['found']);
  });
});

describe('the text filter', () => {
  const merchants = [
    'Espresso House',
    'ESPRESSO HOUSE ARLANDA',
    'Pressbyrån',
    'Granngården',
    '100% Ull',
    '100 Procent',
    'A_B Textil',
    'AxB Textil',
    String.raw`Back\Slash`,
  ];

  beforeEach(() => spend.record(merchants.map((merchant, index) => purchase(`txn-${index}`, { merchant }))));

  it.each([
    ['espresso', ['ESPRESSO HOUSE ARLANDA', 'Espresso House']],
    ['BYRÅN', ['Pressbyrån']],
    ['gården', ['Granngården']],
    ['res', ['ESPRESSO HOUSE ARLANDA', 'Espresso House', 'Pressbyrån'].toSorted()],
    ['0%', ['100% Ull']],
    ['%%', []],
    ['a_b', ['A_B Textil']],
    ['__', []],
    [String.raw`k\s`, [String.raw`Back\Slash`]],
    [String.raw`\\`, []],
    [' house ', ['ESPRESSO HOUSE ARLANDA', 'Espresso House']],
    [`'; --`, []],
  ])(
    'with the text %j finds merchants that contain this text in upper or lower case',
    async (text, found) => {
      const { data, page } = listIn(await get({ text }));
      expect(data.map(({ merchant }) => merchant).toSorted()).toEqual(found);
      expect(page.total_count).toBeNull();
    },
  );
});

describe('the pages of the list', () => {
  /** Transactions come in pairs with the same time, so that a page can end within a pair. */
  const ledger = Array.from({ length: 23 }, (_, index) =>
    purchase(`txn-${String(index).padStart(2, '0')}`, {
      occurredAt: new Date(Date.UTC(2026, 4, 1) + Math.floor(index / 2) * 3_600_000),
    }),
  );

  it('show each transaction once while newer and older transactions are inserted', async () => {
    await spend.record(ledger);
    let inserted = 0;
    const seen = await readAll('5', async () => {
      inserted += 1;
      await spend.record([
        purchase(`newer-${inserted}`, { occurredAt: new Date(Date.UTC(2026, 5, inserted)) }),
        purchase(`older-${inserted}`, { occurredAt: new Date(Date.UTC(2026, 3, 1, inserted)) }),
      ]);
    });
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.filter((id) => id.startsWith('txn-'))).toEqual(
      ledger.map(({ transactionId }) => transactionId).toReversed(),
    );
    expect(seen.filter((id) => id.startsWith('newer-'))).toEqual([]);
  });

  it('have the total number of transactions, and no cursor on the last page', async () => {
    await spend.record(ledger);
    const first = listIn(await get({ limit: '22' }));
    const last = listIn(await get({ limit: '22', cursor: first.page.next_cursor ?? '' }));
    expect(first.page.total_count).toBe(23);
    expect(last.page).toEqual({ next_cursor: null, total_count: 23 });
    expect(last.data).toHaveLength(1);
  });

  it('show each transaction once, even if times are more precise than a cursor', async () => {
    await transaction.dataSource.query(`
      INSERT INTO ledger_entries
        (transaction_id, account_id, kind, status, amount, currency, merchant, occurred_at)
      SELECT 'txn-' || n, 'acc1', 'purchase', 'posted', 100, 'SEK', 'Biltema',
        timestamptz '2026-05-01 08:00:00.123Z' + n * interval '100 microseconds'
      FROM generate_series(0, 9) AS n`);
    const seen = await readAll('3');
    expect(seen.toSorted()).toEqual(Array.from({ length: 10 }, (_, n) => `txn-${n}`));
  });

  it('keep the filters of the first page', async () => {
    await spend.record(ledger);
    const filter = { text: 'biltema', from: '2026-05-01', to: '2026-05-02', status: 'posted', limit: '20' };
    const first = await get(filter);
    const last = await get({ ...filter, cursor: listIn(first).page.next_cursor ?? '' });
    expect([...idsIn(first), ...idsIn(last)]).toEqual(
      ledger.map(({ transactionId }) => transactionId).toReversed(),
    );
  });
});
