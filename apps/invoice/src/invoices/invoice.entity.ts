import { Column, Entity, PrimaryColumn } from 'typeorm';
import { minorUnits } from '#libs/database';

@Entity('invoices')
export class InvoiceEntity {
  @PrimaryColumn('text', { name: 'invoice_id' })
  invoiceId!: string;

  @Column('text', { name: 'account_id' })
  accountId!: string;

  /** Minor units. */
  @Column('bigint', { transformer: minorUnits })
  amount!: number;

  @Column('text')
  currency!: string;

  /** The first day on which the company can pay the invoice, YYYY-MM-DD in Europe/Stockholm. */
  @Column('date', { name: 'issue_date' })
  issueDate!: string;

  /** The last day to pay, YYYY-MM-DD in Europe/Stockholm. */
  @Column('date', { name: 'due_date' })
  dueDate!: string;

  /** The amount in minor units of the currency. */
  @Column('bigint', { name: 'paid_amount', default: 0, transformer: minorUnits })
  paidAmount!: number;
}
