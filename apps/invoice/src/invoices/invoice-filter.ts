import type { invoiceContract } from '#contracts/invoice';
import type { RequestTo } from '#libs/service-kit';

/** The values of the status filter: one status, or all invoices that wait for payment. */
export type InvoiceFilter = NonNullable<
  RequestTo<typeof invoiceContract.operations.listInvoices>['query']['status']
>;
