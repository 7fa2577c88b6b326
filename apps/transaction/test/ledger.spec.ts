import fc from 'fast-check';
import { sek } from '#contracts/vocabulary';
import { TestService } from '#libs/testing';
import { service } from '../src/service.ts';
import type { LedgerEntry } from '../src/spend/ledger-entry.ts';
import { SpendRepository } from '../src/spend/spend.repository.ts';
import { payment, purchase, refund } from './support.ts';

let transaction: TestService;
let spend: SpendRepository;

beforeAll(async () => {
  transaction = await TestService.start(service, { seed: false });
  spend = transaction.get(SpendRepository);
});

beforeEach(empty);

afterAll(() => transaction.stop());

it('the ledger adds up purchases, refunds and payments, with separate sums for pending and posted entries', async () => {
  await spend.setLimit('acc1', sek(100_000));
  const recorded = await spend.record([
    purchase('bought'),
    purchase('reserved', { status: 'pending', amount: sek(2_500) }),
    refund('given-back'),
    payment('paid'),
    purchase('never-charged', { status: 'reversed' }),
    purchase('given-back-in-full', { status: 'refunded' }),
  ]);
  expect(recorded).toBe(6);
  expect(await spend.find('acc1')).toEqual({
    accountId: 'acc1',
    currency: 'SEK',
    creditLimit: 100_000,
    posted: 2_000,
    held: 2_500,
    transactionCount: 3,
  });
});

it('the ledger counts an entry once, even if it is recorded several times', async () => {
  expect(await spend.record([purchase('bought'), purchase('bought')])).toBe(1);
  expect(await spend.record([purchase('bought', { amount: sek(99_900) }), refund('given-back')])).toBe(1);
  expect(await spend.find('acc1')).toMatchObject({ posted: 7_000, transactionCount: 2 });
});

it('the ledger accepts entries before the limit of the account is set', async () => {
  await spend.record([purchase('bought')]);
  expect(await spend.find('acc1')).toMatchObject({ creditLimit: null, posted: 10_000 });
  await spend.setLimit('acc1', sek(50_000));
  await spend.setLimit('acc1', sek(60_000));
  expect(await spend.find('acc1')).toMatchObject({ creditLimit: 60_000, posted: 10_000 });
});

it('the ledger has no row for an unknown account', async () => {
  expect(await spend.find('acc1')).toBeNull();
});

const refused: [string, LedgerEntry][] = [
  ['a purchase with a negative amount', purchase('faulty', { amount: sek(-1) })],
  ['a purchase of zero', purchase('faulty', { amount: sek(0) })],
  ['a refund with a positive amount', refund('faulty', { amount: sek(1) })],
  ['a payment with a positive amount', payment('faulty', { amount: sek(1) })],
  ['a purchase without a merchant', purchase('faulty', { merchant: '' })],
  ['a merchant that is too long for an index', purchase('faulty', { merchant: 'x'.repeat(201) })],
  ['an invalid id', purchase('faulty id')],
  [
    'a currency that differs from the account',
    purchase('faulty', { amount: { amount: 1, currency: 'EUR' } }),
  ],
];

it.each(refused)('the ledger rejects the whole batch if it contains %s', async (_, entry) => {
  await spend.record([purchase('first')]);
  await expect(spend.record([purchase('second'), entry])).rejects.toThrow();
  expect(await spend.find('acc1')).toMatchObject({ currency: 'SEK', posted: 10_000, transactionCount: 1 });
  expect(await ledgerIds()).toEqual(['first']);
});

it.each([
  ['an unknown kind', `'gift', 'posted', -1, 'Biltema'`],
  ['an unknown status', `'purchase', 'lost', 1, 'Biltema'`],
  ['a refund that is refunded', `'refund', 'refunded', -1, 'Biltema'`],
  ['a payment with a merchant', `'payment', 'posted', -1, 'Biltema'`],
])('the database rejects %s', async (_, values) => {
  const statement = `
    INSERT INTO ledger_entries
      (transaction_id, account_id, occurred_at, currency, kind, status, amount, merchant)
    VALUES ('faulty', 'acc1', now(), 'SEK', ${values})`;
  await expect(transaction.dataSource.query(statement)).rejects.toThrow('check constraint');
});

it('the ledger rejects entries and limits in a second currency for the same account', async () => {
  const euro = purchase('euro', { amount: { amount: 100, currency: 'EUR' } });
  await expect(spend.record([purchase('krona'), euro])).rejects.toThrow();
  expect(await ledgerIds()).toEqual([]);
  await spend.record([euro]);
  await expect(spend.setLimit('acc1', sek(100))).rejects.toThrow('currency');
});

/** There are few ids, so that several entries have the same id but different content. */
const anyEntry: fc.Arbitrary<LedgerEntry> = fc
  .record({
    id: fc.integer({ min: 1, max: 20 }).map((number) => `entry-${number}`),
    accountId: fc.constantFrom('acc1', 'acc2', 'acc3'),
    amount: fc.integer({ min: 1, max: 1_000_000 }),
    make: fc.constantFrom<((entry: AnyEntry) => LedgerEntry)[]>(
      ...(['pending', 'posted', 'reversed', 'refunded'] as const).map(
        (status) => (entry: AnyEntry) =>
          purchase(entry.id, { accountId: entry.accountId, status, amount: sek(entry.amount) }),
      ),
      ...(['pending', 'posted', 'reversed'] as const).flatMap((status) =>
        [refund, payment].map(
          (make) => (entry: AnyEntry) =>
            make(entry.id, { accountId: entry.accountId, status, amount: sek(-entry.amount) }),
        ),
      ),
    ),
  })
  .map(({ make, ...entry }) => make(entry));

interface AnyEntry {
  readonly id: string;
  readonly accountId: string;
  readonly amount: number;
}

const anyWaves = fc.array(
  fc.array(fc.array(anyEntry, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 8 }),
  { minLength: 1, maxLength: 4 },
);

it("after concurrent calls, the row of each account has the sums of that account's entries", async () => {
  const property = fc.asyncProperty(anyWaves, async (waves) => {
    const recorded: number[] = [];
    for (const batches of waves) {
      recorded.push(...(await Promise.all(batches.map((entries) => spend.record(entries)))));
    }
    const ids = new Set(waves.flat(2).map(({ transactionId }) => transactionId));
    expect(await ledgerIds()).toEqual([...ids].toSorted());
    expect(recorded.reduce((sum, count) => sum + count, 0)).toBe(ids.size);
    expect(await accountRows()).toEqual(await accountSums());
  });
  await fc.assert(property, { numRuns: 60, plugins: [fc.afterEach(empty)] });
});

async function empty(): Promise<void> {
  await transaction.dataSource.query('TRUNCATE ledger_entries, account_spend');
}

async function ledgerIds(): Promise<string[]> {
  const rows = await transaction.dataSource.query<{ id: string }[]>(
    'SELECT transaction_id AS id FROM ledger_entries',
  );
  return rows.map(({ id }) => id).toSorted();
}

function accountRows(): Promise<unknown[]> {
  return transaction.dataSource.query<unknown[]>(
    `SELECT account_id, posted, held, transaction_count FROM account_spend ORDER BY account_id`,
  );
}

function accountSums(): Promise<unknown[]> {
  return transaction.dataSource.query<unknown[]>(
    `SELECT account_id,
       coalesce(sum(amount) FILTER (WHERE status = 'posted'), 0)::bigint AS posted,
       coalesce(sum(amount) FILTER (WHERE status = 'pending'), 0)::bigint AS held,
       count(*) FILTER (WHERE kind <> 'payment' AND status IN ('pending', 'posted'))::integer
         AS transaction_count
     FROM ledger_entries GROUP BY account_id ORDER BY account_id`,
  );
}
