import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Invoice, invoice } from '#contracts/invoice';
import { calendarDate, identifier } from '#contracts/vocabulary';
import { type PageOf, PageReader, cursorCodec } from '#libs/database';
import { Clock } from '#libs/runtime';
import type { InvoiceEntity } from './invoice.entity.ts';
import type { InvoiceFilter } from './invoice-filter.ts';
import { statusOn } from './invoice-status.ts';
import { InvoicesRepository } from './invoices.repository.ts';

const cursors = cursorCodec(z.object({ dueDate: calendarDate, invoiceId: identifier }));

@Injectable()
export class InvoicesService {
  constructor(
    private readonly invoices: InvoicesRepository,
    private readonly clock: Clock,
    private readonly pages: PageReader,
  ) {}

  /** Lists invoices by due date, latest first. Throws INVALID_REQUEST if the cursor is from a different list. */
  list(
    accountId: string,
    status: InvoiceFilter | undefined,
    limit: number,
    cursor: string | undefined,
  ): Promise<PageOf<Invoice>> {
    const today = this.clock.today();
    return this.pages.read({
      cursors,
      filters: { account_id: accountId, status },
      cursor,
      limit,
      read: (rows, after) => this.invoices.list({ accountId, status, today, limit: rows, after }),
      positionOf: ({ dueDate, invoiceId }) => ({ dueDate, invoiceId }),
      schema: invoice,
      toItem: (row) => toInvoice(row, today),
    });
  }
}

function toInvoice(row: InvoiceEntity, today: string): Invoice {
  const { invoiceId, accountId, amount, currency, dueDate } = row;
  return {
    invoice_id: invoiceId,
    account_id: accountId,
    amount: { amount, currency },
    due_date: dueDate,
    status: statusOn(today, row),
  };
}
