import { Column, Entity, PrimaryColumn } from 'typeorm';
import { minorUnits } from '#libs/database';

/** The sums of an account's ledger entries, updated with every entry. Amounts are in minor units of `currency`. */
@Entity('account_spend')
export class AccountSpendEntity {
  @PrimaryColumn('text', { name: 'account_id' })
  accountId!: string;

  @Column('text')
  currency!: string;

  /** A copy of the limit, which the account service owns. Null until the copy is set. */
  @Column('bigint', { name: 'credit_limit', nullable: true, transformer: minorUnits })
  creditLimit!: number | null;

  /** The balance of the posted entries. */
  @Column('bigint', { default: 0, transformer: minorUnits })
  posted!: number;

  /** The balance of the pending entries. */
  @Column('bigint', { default: 0, transformer: minorUnits })
  held!: number;

  /** The number of purchases and refunds that are pending or posted. */
  @Column('integer', { name: 'transaction_count', default: 0 })
  transactionCount!: number;
}
