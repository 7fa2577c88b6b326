import { sek } from '#contracts/vocabulary';
import type { Payment, Purchase, Refund } from '../src/spend/ledger-entry.ts';

const NOON = new Date('2026-06-10T12:00:00Z');

/** A posted purchase of 100 kr, but for what the test says. */
export function purchase(transactionId: string, differences: Partial<Purchase> = {}): Purchase {
  return {
    transactionId,
    accountId: 'acc1',
    kind: 'purchase',
    status: 'posted',
    merchant: 'Biltema',
    amount: sek(10_000),
    occurredAt: NOON,
    ...differences,
  };
}

/** A posted refund of 30 kr, but for what the test says. */
export function refund(transactionId: string, differences: Partial<Refund> = {}): Refund {
  return {
    transactionId,
    accountId: 'acc1',
    kind: 'refund',
    status: 'posted',
    merchant: 'Biltema',
    amount: sek(-3_000),
    occurredAt: NOON,
    ...differences,
  };
}

/** A posted payment of 50 kr, but for what the test says. */
export function payment(transactionId: string, differences: Partial<Payment> = {}): Payment {
  return {
    transactionId,
    accountId: 'acc1',
    kind: 'payment',
    status: 'posted',
    amount: sek(-5_000),
    occurredAt: NOON,
    ...differences,
  };
}
