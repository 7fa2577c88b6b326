import { Column, Entity, PrimaryColumn } from 'typeorm';
import { minorUnits } from '#libs/database';

/** The service updates this row with every ledger entry of the account. Amounts are in minor units of `currency`. */
@Entity('account_spend')
export class AccountSpendEntity {
  @PrimaryColumn('text', { name: 'account_id' })
  accountId!: string;

  @Column('text')
  currency!: string;

  /** A copy of the limit that the account service stores. Null until the copy is set. */
  @Column('bigint', { name: 'credit_limit', nullable: true, transformer: minorUnits })
  creditLimit!: number | null;

  @Column('bigint', { default: 0, transformer: minorUnits })
  posted!: number;

  /** The sum of the pending entries. */
  @Column('bigint', { default: 0, transformer: minorUnits })
  held!: number;

  /** Counts pending and posted purchases and refunds. */
  @Column('integer', { name: 'transaction_count', default: 0 })
  transactionCount!: number;
}
