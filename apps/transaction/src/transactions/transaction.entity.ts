import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { TransactionStatus } from '#contracts/transaction';
import { minorUnits } from '#libs/database';

export type StoredStatus = Exclude<TransactionStatus, 'unknown'>;

/**
 * Has only the columns of the index `ledger_entries_that_count`, so that the overview needs only an index-only scan.
 */
@Entity('ledger_entries')
export class TransactionEntity {
  @PrimaryColumn('text', { name: 'transaction_id' })
  transactionId!: string;

  @Column('text', { name: 'account_id' })
  accountId!: string;

  @Column('text')
  merchant!: string;

  /** In minor units. Negative for a refund. */
  @Column('bigint', { transformer: minorUnits })
  amount!: number;

  @Column('text')
  currency!: string;

  @Column('text')
  status!: StoredStatus;

  @Column('timestamptz', { name: 'occurred_at' })
  occurredAt!: Date;
}
