import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { PreparedRead } from '#libs/database';
import { InvoiceEntity } from './invoice.entity.ts';
import type { InvoiceFilter } from './invoice-filter.ts';

export interface InvoicePosition {
  readonly dueDate: string;
  readonly invoiceId: string;
}

export interface InvoiceQuery {
  readonly accountId: string;
  readonly status: InvoiceFilter | undefined;
  /** The status is computed for this day, YYYY-MM-DD. */
  readonly today: string;
  readonly limit: number;
  readonly after: InvoicePosition | undefined;
}

/** PostgreSQL uses the partial index of unpaid invoices only for exactly this condition. */
const NOT_PAID = 'invoice.paid_amount < invoice.amount';

/** These conditions must match `statusOn`. */
const conditions: Record<InvoiceFilter, string> = {
  paid: 'invoice.paid_amount >= invoice.amount',
  upcoming: `${NOT_PAID} AND invoice.issue_date > :today`,
  unpaid: `${NOT_PAID} AND invoice.issue_date <= :today`,
  due: `${NOT_PAID} AND invoice.issue_date <= :today AND invoice.due_date >= :today`,
  overdue: `${NOT_PAID} AND invoice.issue_date <= :today AND invoice.due_date < :today`,
};

const FIRST_UNPAID = `
  AS invoice WHERE account_id = $1 AND ${NOT_PAID} AND issue_date <= $2
  ORDER BY due_date DESC, invoice_id DESC LIMIT $3
`;

@Injectable()
export class InvoicesRepository {
  private readonly firstUnpaid: PreparedRead<InvoiceEntity>;

  constructor(private readonly database: DataSource) {
    this.firstUnpaid = new PreparedRead(database, InvoiceEntity, FIRST_UNPAID);
  }

  /**
   * Lists invoices by due date, latest first, starting after the position `after`. Returns one row more than `limit` if
   * there is a next page.
   */
  list({ accountId, status, today, limit, after }: InvoiceQuery): Promise<InvoiceEntity[]> {
    if (status === 'unpaid' && !after) return this.firstUnpaid.all([accountId, today, limit + 1]);
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
