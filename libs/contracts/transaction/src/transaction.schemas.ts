import { z } from 'zod';
import { identifier, money, openEnum, timestamp } from '#contracts/vocabulary';

export const transactionStatus = openEnum(['pending', 'posted', 'reversed', 'refunded']).meta({
  id: 'TransactionStatus',
  description:
    'pending: reserved, not charged yet; posted: charged; reversed: cancelled before it was charged; refunded: charged and refunded in full',
});

export const transaction = z
  .object({
    transaction_id: identifier,
    account_id: identifier,
    merchant: z.string(),
    amount: money.meta({ description: 'The amount that it adds to the spend; negative for a refund' }),
    status: transactionStatus,
    occurred_at: timestamp,
  })
  .meta({ id: 'Transaction' });

export const spend = z
  .object({
    account_id: identifier,
    limit: money.meta({ description: 'The limit that was set' }),
    spent: money.meta({
      description:
        'The amount that the account owes: purchases minus refunds and payments, held amounts included',
    }),
    held: money.meta({ description: 'The part of the spent amount that is still pending' }),
    remaining: money.meta({
      description: 'The part that can still be spent: the limit minus the spent amount',
    }),
    transaction_count: z.int().min(0).meta({ description: 'Purchases and refunds, pending or posted' }),
  })
  .meta({ id: 'Spend' });

export const spendOverview = z
  .object({
    totals: spend.nullable().meta({ description: 'Null where it cannot be read, or no limit is set yet' }),
    transactions: z
      .array(transaction)
      .nullable()
      .meta({ description: 'The latest ones first; null where they cannot be read' }),
  })
  .meta({ id: 'SpendOverview' });

export type Transaction = z.output<typeof transaction>;
export type TransactionStatus = z.output<typeof transactionStatus>;
export type Spend = z.output<typeof spend>;
export type SpendOverview = z.output<typeof spendOverview>;
