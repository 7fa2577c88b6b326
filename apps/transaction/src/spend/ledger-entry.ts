import type { Money } from '#contracts/vocabulary';

interface Entry {
  readonly transactionId: string;
  readonly accountId: string;
  /** Positive for a purchase, negative for a refund or a payment. */
  readonly amount: Money;
  readonly occurredAt: Date;
}

/** `refunded` means refunded in full. A partial refund is a separate entry. */
export interface Purchase extends Entry {
  readonly kind: 'purchase';
  readonly status: 'pending' | 'posted' | 'reversed' | 'refunded';
  readonly merchant: string;
  readonly category?: string | undefined;
}

export interface Refund extends Entry {
  readonly kind: 'refund';
  readonly status: 'pending' | 'posted' | 'reversed';
  readonly merchant: string;
  readonly category?: string | undefined;
}

export interface Payment extends Entry {
  readonly kind: 'payment';
  readonly status: 'pending' | 'posted' | 'reversed';
}

/** A pending or posted entry counts towards the spend. */
export type LedgerEntry = Purchase | Refund | Payment;
