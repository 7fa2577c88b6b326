import type { InvoiceStatus } from '#contracts/invoice';
import type { InvoiceEntity } from './invoice.entity.ts';

type State = Pick<InvoiceEntity, 'amount' | 'paidAmount' | 'issueDate' | 'dueDate'>;

/** The status on a day (YYYY-MM-DD in Europe/Stockholm); an invoice can still be paid on its due date. */
export function statusOn(
  today: string,
  { amount, paidAmount, issueDate, dueDate }: State,
): Exclude<InvoiceStatus, 'unknown'> {
  if (paidAmount >= amount) return 'paid';
  if (issueDate > today) return 'upcoming';
  return dueDate >= today ? 'due' : 'overdue';
}
