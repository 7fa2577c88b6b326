import type { InvoiceStatus } from '#contracts/invoice';
import type { InvoiceEntity } from './invoice.entity.ts';

type State = Pick<InvoiceEntity, 'amount' | 'paidAmount' | 'issueDate' | 'dueDate'>;

/** `today` is YYYY-MM-DD in Europe/Stockholm. An invoice is not overdue until the day after its due date. */
export function statusOn(
  today: string,
  { amount, paidAmount, issueDate, dueDate }: State,
): Exclude<InvoiceStatus, 'unknown'> {
  if (paidAmount >= amount) return 'paid';
  if (issueDate > today) return 'upcoming';
  return dueDate >= today ? 'due' : 'overdue';
}
