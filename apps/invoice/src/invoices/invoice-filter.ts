import type { invoiceContract } from '#contracts/invoice';
import type { RequestTo } from '#libs/service-kit';

/** `unpaid` selects due and overdue invoices. */
export type InvoiceFilter = NonNullable<
  RequestTo<typeof invoiceContract.operations.listInvoices>['query']['status']
>;
