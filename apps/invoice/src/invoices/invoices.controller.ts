import { Controller } from '@nestjs/common';
import { invoiceContract } from '#contracts/invoice';
import type { JsonBody } from '#contracts/vocabulary';
import { Implements, type RequestTo, Validated } from '#libs/service-kit';
import { InvoicesService } from './invoices.service.ts';

const { listInvoices } = invoiceContract.operations;

@Controller()
export class InvoicesController {
  constructor(private readonly invoices: InvoicesService) {}

  @Implements(listInvoices)
  listInvoices(
    @Validated() { query }: RequestTo<typeof listInvoices>,
  ): Promise<JsonBody<typeof listInvoices>> {
    return this.invoices.list(query.account_id, query.status, query.limit, query.cursor);
  }
}
