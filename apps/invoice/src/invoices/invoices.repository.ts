import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { InvoiceEntity } from './invoice.entity.ts';
import type { InvoiceFilter } from './invoice-filter.ts';

/** Where a page ends: the sort key of its last invoice. */
export interface InvoicePosition {
  readonly dueDate: string;
  readonly invoiceId: string;
}

export interface InvoiceQuestion {
  readonly accountId: string;
  readonly status: InvoiceFilter | undefined;
  /** The day for which the status is meant, YYYY-MM-DD. */
  readonly today: string;
  readonly limit: number;
  readonly after: InvoicePosition | undefined;
}

/** Written as in the index of what is not paid, so that PostgreSQL sees that it may use it. */
const NOT_PAID = 'invoice.paid_amount < invoice.amount';

/** What statusOn says, in SQL. */
const conditions: Record<InvoiceFilter, string> = {
  paid: 'invoice.paid_amount >= invoice.amount',
  upcoming: `${NOT_PAID} AND invoice.issue_date > :today`,
  unpaid: `${NOT_PAID} AND invoice.issue_date <= :today`,
  due: `${NOT_PAID} AND invoice.issue_date <= :today AND invoice.due_date >= :today`,
  overdue: `${NOT_PAID} AND invoice.issue_date <= :today AND invoice.due_date < :today`,
};

@Injectable()
export class InvoicesRepository {
  constructor(private readonly database: DataSource) {}

  /** An account's invoices, latest due date first; one more than `limit`, to tell whether there are more. */
  list({ accountId, status, today, limit, after }: InvoiceQuestion): Promise<InvoiceEntity[]> {
    const query = this.database
      .getRepository(InvoiceEntity)
      .createQueryBuilder('invoice')
      .where('invoice.account_id = :accountId', { accountId })
      .orderBy('invoice.due_date', 'DESC')
      .addOrderBy('invoice.invoice_id', 'DESC')
      .limit(limit + 1);
    if (status) query.andWhere(conditions[status], { today });
    if (after)
      query.andWhere('(invoice.due_date, invoice.invoice_id) < (:dueDate, :invoiceId)', { ...after });
    return query.getMany();
  }
}
