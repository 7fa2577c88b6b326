import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Invoice, invoice } from '#contracts/invoice';
import { type Page, calendarDate, identifier } from '#contracts/vocabulary';
import { PageReader, cursorCodec } from '#libs/database';
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

  /** One page, latest due date first. Throws INVALID_REQUEST for a cursor of another list. */
  async list(
    accountId: string,
    status: InvoiceFilter | undefined,
    limit: number,
    cursor: string | undefined,
  ): Promise<{ data: Invoice[]; page: Page }> {
    const question = { account_id: accountId, status };
    const after = cursors.decode(question, cursor);
    const today = this.clock.today();
    const { items, last } = await this.pages.read({
      limit,
      read: (rows) => this.invoices.list({ accountId, status, today, limit: rows, after }),
      positionOf: ({ dueDate, invoiceId }) => ({ dueDate, invoiceId }),
      schema: invoice,
      toItem: (row) => toInvoice(row, today),
    });
    return {
      data: items,
      page: { next_cursor: last ? cursors.encode(question, last) : null, total_count: null },
    };
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
