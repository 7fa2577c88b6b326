import { sek } from '#contracts/vocabulary';
import type { Invoice } from './invoice.schemas.ts';

const dueInvoice: Invoice = {
  invoice_id: 'inv-company-ab-1',
  account_id: 'company-ab',
  amount: sek(318_450),
  due_date: '2026-06-25',
  status: 'due',
};

const overdueInvoice: Invoice = {
  invoice_id: 'inv-invoice-overdue-2',
  account_id: 'invoice-overdue',
  amount: sek(742_000),
  due_date: '2026-06-08',
  status: 'overdue',
};

const upcomingInvoice: Invoice = {
  invoice_id: 'inv-company-cd-2',
  account_id: 'company-cd',
  amount: sek(675_000),
  due_date: '2026-07-25',
  status: 'upcoming',
};

const paidInvoice: Invoice = {
  invoice_id: 'inv-company-cd-1',
  account_id: 'company-cd',
  amount: sek(524_900),
  due_date: '2026-05-25',
  status: 'paid',
};

const lastPage = { next_cursor: null, total_count: null };

export const examples = {
  listInvoices: {
    wireframe: {
      summary: 'One invoice is due',
      query: { account_id: 'company-ab', status: 'unpaid' },
      response: { data: [dueInvoice], page: lastPage },
    },
    'invoice-overdue': {
      summary: 'One invoice should have been paid',
      query: { account_id: 'invoice-overdue', status: 'overdue' },
      response: { data: [overdueInvoice], page: lastPage },
    },
    'nothing-to-pay': {
      summary: 'One invoice is paid, the next one is not issued yet',
      query: { account_id: 'company-cd' },
      response: { data: [upcomingInvoice, paidInvoice], page: lastPage },
    },
    'no-invoice': {
      summary: 'A company without invoices',
      query: { account_id: 'no-card' },
      response: { data: [], page: lastPage },
    },
  },
};
