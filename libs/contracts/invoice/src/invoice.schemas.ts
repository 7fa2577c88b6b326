import { z } from 'zod';
import { calendarDate, identifier, money, openEnum } from '#contracts/vocabulary';

export const invoiceStatus = openEnum(['upcoming', 'due', 'overdue', 'paid']).meta({
  id: 'InvoiceStatus',
  description:
    'upcoming: not issued yet; due: issued, payable until its due date; overdue: not paid by its due date; paid: paid in full',
});

export const invoice = z
  .object({
    invoice_id: identifier,
    account_id: identifier,
    amount: money.meta({ description: 'The amount of the invoice' }),
    due_date: calendarDate.meta({ description: 'The last day to pay, in Europe/Stockholm' }),
    status: invoiceStatus,
  })
  .meta({ id: 'Invoice' });

export type Invoice = z.output<typeof invoice>;
export type InvoiceStatus = z.output<typeof invoiceStatus>;
