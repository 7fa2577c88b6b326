import type { InvoiceEntity } from '../invoices/invoice.entity.ts';

const DAYS_TO_PAY = 30;

type SeedInvoice = Pick<InvoiceEntity, keyof InvoiceEntity>;

/** Returns invoices for each state that the screen can show. `dueIn` is a number of days after `today`. */
export function seedInvoices(today: string): SeedInvoice[] {
  const invoice = (accountId: string, number: number, amount: number, dueIn: number): SeedInvoice => ({
    invoiceId: `inv-${accountId}-${number}`,
    accountId,
    amount,
    currency: 'SEK',
    issueDate: daysAfter(today, dueIn - DAYS_TO_PAY),
    dueDate: daysAfter(today, dueIn),
    paidAmount: 0,
  });
  const paid = (unpaid: SeedInvoice): SeedInvoice => ({ ...unpaid, paidAmount: unpaid.amount });
  return [
    invoice('company-ab', 1, 318_450, 10),
    paid(invoice('company-cd', 1, 524_900, -21)),
    invoice('company-cd', 2, 675_000, 40),
    paid(invoice('invoice-overdue', 1, 689_500, -38)),
    invoice('invoice-overdue', 2, 742_000, -7),
    paid(invoice('card-active', 1, 412_075, -14)),
    paid(invoice('card-blocked', 1, 90_000, -25)),
    paid(invoice('card-expired', 1, 98_650, -60)),
  ];
}

function daysAfter(date: string, days: number): string {
  const moment = new Date(`${date}T00:00:00Z`);
  moment.setUTCDate(moment.getUTCDate() + days);
  return moment.toISOString().slice(0, 10);
}
