import { z } from 'zod';
import {
  contract,
  filterGroups,
  identifier,
  json,
  list,
  operation,
  pageParameters,
} from '#contracts/vocabulary';
import { examples } from './invoice.examples.ts';
import { invoice } from './invoice.schemas.ts';

export const invoiceContract = contract('invoice', {
  listInvoices: operation({
    method: 'GET',
    path: '/v1/invoices',
    summary: "Lists a company's invoices, latest due date first; optionally only the unpaid ones.",
    access: 'member',
    exposure: 'edge',
    query: {
      account_id: identifier,
      ...pageParameters,
      status: z
        .enum(['upcoming', 'due', 'overdue', 'paid', 'unpaid'])
        .optional()
        .describe('Only invoices with this status; unpaid means due or overdue')
        .register(filterGroups, { unpaid: ['due', 'overdue'] }),
    },
    responses: { 200: json('The invoices, latest due date first', list(invoice)) },
    examples: examples.listInvoices,
  }),
});
