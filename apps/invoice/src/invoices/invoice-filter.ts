import type { invoiceContract } from '#contracts/invoice';
import type { RequestTo } from '#libs/service-kit';

/** What a list of invoices can be narrowed to: one status, or all that wait for payment. */
export type InvoiceFilter = NonNullable<
  RequestTo<typeof invoiceContract.operations.listInvoices>['query']['status']
>;
