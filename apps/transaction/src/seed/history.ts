import { sek } from '#contracts/vocabulary';
import { categoryOf } from './categories.ts';
import type { LedgerEntry, Payment, Purchase, Refund } from '../spend/ledger-entry.ts';

interface Moment {
  readonly daysAgo: number;
  /** HH:MM, UTC. */
  readonly time: string;
  /** In öre. Negative if the entry reduces the spend. */
  readonly amount: number;
}

/** A ledger entry without an id. The day is relative to the day of seeding. */
export type Line = Moment &
  (
    | Pick<Purchase, 'kind' | 'status' | 'merchant' | 'category'>
    | Pick<Refund, 'kind' | 'status' | 'merchant' | 'category'>
    | Pick<Payment, 'kind' | 'status'>
  );

export function purchase(
  daysAgo: number,
  time: string,
  merchant: string,
  amount: number,
  status: Purchase['status'] = 'posted',
): Line {
  return { kind: 'purchase', daysAgo, time, merchant, category: categoryOf(merchant), amount, status };
}

export function refund(daysAgo: number, time: string, merchant: string, amount: number): Line {
  const category = categoryOf(merchant);
  return { kind: 'refund', daysAgo, time, merchant, category, amount: -amount, status: 'posted' };
}

export function payment(daysAgo: number, amount: number): Line {
  return { kind: 'payment', daysAgo, time: '06:00', amount: -amount, status: 'posted' };
}

/**
 * Expects the latest line first. The oldest transaction gets number 1, so the number in the latest id is the number of
 * transactions.
 */
export function entriesOf(accountId: string, today: string, history: readonly Line[]): LedgerEntry[] {
  const last = new Map<string, number>();
  return history.toReversed().map(({ daysAgo, time, amount, ...line }) => {
    const prefix = prefixOf(line);
    const number = (last.get(prefix) ?? 0) + 1;
    last.set(prefix, number);
    return {
      ...line,
      transactionId: `${prefix}-${accountId}-${number}`,
      accountId,
      amount: sek(amount),
      occurredAt: daysBefore(today, daysAgo, time),
    };
  });
}

function prefixOf({ kind, status }: Pick<LedgerEntry, 'kind' | 'status'>): string {
  if (kind === 'payment') return 'payment';
  return status === 'pending' || status === 'posted' ? 'txn' : status;
}

function daysBefore(today: string, days: number, time: string): Date {
  const date = new Date(`${today}T${time}:00Z`);
  date.setUTCDate(date.getUTCDate() - days);
  return date;
}
