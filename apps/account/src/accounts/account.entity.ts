import { Column, Entity, PrimaryColumn } from 'typeorm';
import { minorUnits } from '#libs/database';

@Entity('accounts')
export class AccountEntity {
  @PrimaryColumn('text', { name: 'account_id' })
  accountId!: string;

  @Column('text', { name: 'account_name' })
  accountName!: string;

  /** The limit in minor units of the currency. */
  @Column('bigint', { name: 'credit_limit', transformer: minorUnits })
  creditLimit!: number;

  /** ISO 4217. */
  @Column('text')
  currency!: string;
}
