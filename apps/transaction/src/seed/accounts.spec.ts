import { EXAMPLE_DAY, calendarDateOf } from '#contracts/vocabulary';
import type { LedgerEntry } from '../spend/ledger-entry.ts';
import { seedAccounts } from './accounts.ts';

const accounts = seedAccounts(EXAMPLE_DAY);
const entries = accounts.flatMap((account) => account.entries);

const counts = ({ status }: LedgerEntry): boolean => status === 'pending' || status === 'posted';

it.each(accounts)('the seed numbers the entries of $accountId by time', ({ accountId, entries }) => {
  const transactions = entries.filter((entry) => counts(entry) && entry.kind !== 'payment');
  const moments = transactions.map(({ occurredAt }) => occurredAt.getTime());
  expect(moments).toEqual(moments.toSorted((a, b) => a - b));
  expect(transactions.map(({ transactionId }) => transactionId)).toEqual(
    transactions.map((_, index) => `txn-${accountId}-${index + 1}`),
  );
});

it('the seed gives every entry a unique id', () => {
  expect(new Set(entries.map(({ transactionId }) => transactionId)).size).toBe(entries.length);
});

it("the seed's last entry is from yesterday in Stockholm", () => {
  const days = entries.map(({ occurredAt }) => calendarDateOf(occurredAt));
  expect(days.toSorted().at(-1)).toBe('2026-06-14');
});

it('the seed gives company-ab entries of every kind and status', () => {
  const companyAb = accounts.find(({ accountId }) => accountId === 'company-ab');
  const seen = new Set(companyAb?.entries.map(({ kind, status }) => `${kind} ${status}`));
  expect([...seen].toSorted()).toEqual([
    'payment posted',
    'purchase pending',
    'purchase posted',
    'purchase refunded',
    'purchase reversed',
    'refund posted',
  ]);
});

it('the dates of the seed are relative to the day of seeding', () => {
  const [later] = seedAccounts('2026-11-02').flatMap((account) => account.entries.slice(-1));
  expect(later?.transactionId).toBe('txn-company-ab-57');
  expect(later?.occurredAt.toISOString()).toBe('2026-11-01T16:42:00.000Z');
});
