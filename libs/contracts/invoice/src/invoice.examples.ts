import { ofSmallCompanies, sek } from '#contracts/vocabulary';
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

function paidBy(accountId: string, amount: number, dueDate: string): Invoice {
  return {
    invoice_id: `inv-${accountId}-1`,
    account_id: accountId,
    amount: sek(amount),
    due_date: dueDate,
    status: 'paid',
  };
}

const lastPage = { next_cursor: null, total_count: null };

export const examples = {
  listInvoices: {
    wireframe: {
      summary: 'One invoice is due',
      query: { account_id: 'company-ab', status: 'unpaid' },
      response: { data: [dueInvoice], page: lastPage },
    },
    'invoice-overdue': {
      summary: 'One invoice is overdue',
      query: { account_id: 'invoice-overdue', status: 'overdue' },
      response: { data: [overdueInvoice], page: lastPage },
    },
    'nothing-to-pay': {
      summary: 'One invoice is paid, and the next one is not issued yet',
      query: { account_id: 'company-cd' },
      response: { data: [upcomingInvoice, paidInvoice], page: lastPage },
    },
    'card-active': {
      summary: 'No invoice is waiting for payment',
      query: { account_id: 'card-active', status: 'unpaid' },
      response: { data: [], page: lastPage },
    },
    'card-active-paid': {
      summary: 'One invoice, paid',
      query: { account_id: 'card-active' },
      response: { data: [paidBy('card-active', 412_075, '2026-06-01')], page: lastPage },
    },
    'card-blocked': {
      summary: 'No invoice is waiting for payment',
      query: { account_id: 'card-blocked', status: 'unpaid' },
      response: { data: [], page: lastPage },
    },
    'card-blocked-paid': {
      summary: 'One invoice, paid',
      query: { account_id: 'card-blocked' },
      response: { data: [paidBy('card-blocked', 90_000, '2026-05-21')], page: lastPage },
    },
    'card-expired': {
      summary: 'No invoice is waiting for payment',
      query: { account_id: 'card-expired', status: 'unpaid' },
      response: { data: [], page: lastPage },
    },
    'card-expired-paid': {
      summary: 'One invoice, paid',
      query: { account_id: 'card-expired' },
      response: { data: [paidBy('card-expired', 98_650, '2026-04-16')], page: lastPage },
    },
    'no-card': {
      summary: 'A company without invoices',
      query: { account_id: 'no-card' },
      response: { data: [], page: lastPage },
    },
    'no-transactions': {
      summary: 'A company that has bought nothing has no invoices',
      query: { account_id: 'no-transactions' },
      response: { data: [], page: lastPage },
    },
    ...ofSmallCompanies(({ accountId, name }) => ({
      summary: `${name} has no invoices`,
      query: { account_id: accountId },
      response: { data: [], page: lastPage },
    })),
    forbidden: {
      summary: "Another company's invoices do not exist",
      account: 'no-card',
      query: { account_id: 'company-ab', status: 'unpaid' },
      problem: 'ACCOUNT_NOT_FOUND',
    },
  },
};
