import { z } from 'zod';
import { MAX_LIMIT, calendarDate, identifier, money, openEnum, timestamp } from '#contracts/vocabulary';

export const sectionStatus = openEnum(['ok', 'unavailable']).meta({ id: 'SectionStatus' });

const HIDDEN_UNTIL_ACTIVATION =
  'null until the card is activated for the first time, because activation asks for it as proof that the card has arrived';

export const overviewCard = z
  .object({
    card_id: identifier,
    status: openEnum(['ordered', 'inactive', 'active', 'frozen', 'blocked', 'expired', 'closed']),
    last_four: z
      .string()
      .nullable()
      .meta({
        description: `The last four digits of the card number; ${HIDDEN_UNTIL_ACTIVATION}`,
      }),
    expires: z
      .string()
      .nullable()
      .meta({
        description: `The last month in which the card is valid, YYYY-MM; ${HIDDEN_UNTIL_ACTIVATION}`,
      }),
    image_url: z
      .url()
      .meta({ description: "The card's art; the address is valid for five minutes", volatile: true }),
    actions: z.object({
      activate: z.object({
        allowed: z.boolean(),
        reason: z
          .string()
          .nullable()
          .meta({ description: 'The code of the reason why not; null when it is allowed' }),
      }),
    }),
  })
  .meta({ id: 'OverviewCard' });

export const overviewTransaction = z
  .object({
    transaction_id: identifier,
    merchant: z.string(),
    amount: money.meta({ description: 'The amount that it adds to the spend; negative for a refund' }),
    status: openEnum(['pending', 'posted', 'reversed', 'refunded']),
    occurred_at: timestamp,
  })
  .meta({ id: 'OverviewTransaction' });

export const overviewInvoice = z
  .object({
    invoice_id: identifier,
    amount: money,
    due_date: calendarDate.meta({ description: 'The last day to pay, in Europe/Stockholm' }),
    status: openEnum(['due', 'overdue']),
  })
  .meta({ id: 'OverviewInvoice' });

export const overview = z
  .object({
    account_id: identifier,
    account_name: z.string().meta({ description: "The company's name" }),
    total_spend: money.meta({ description: 'The limit that was set' }),
    spent: money.nullable().meta({ description: 'The part that is spent, pending transactions included' }),
    remaining_spend: money.nullable().meta({ description: 'The part that can still be spent' }),
    cards: z
      .array(overviewCard)
      .max(MAX_LIMIT)
      .nullable()
      .meta({ description: `At most the ${MAX_LIMIT} latest cards; listCards returns all cards` }),
    transaction_collection: z.object({
      total_num_of_transactions: z.int().min(0).nullable().meta({ description: 'Pending and posted ones' }),
      transactions: z.array(overviewTransaction).nullable().meta({ description: 'The latest' }),
    }),
    invoices: z
      .array(overviewInvoice)
      .max(MAX_LIMIT)
      .nullable()
      .meta({
        description: `At most the ${MAX_LIMIT} unpaid invoices with the latest due dates; listInvoices returns all invoices`,
      }),
    sections: z
      .object({
        cards: sectionStatus,
        transactions: sectionStatus,
        spend: sectionStatus,
        invoices: sectionStatus,
      })
      .meta({ description: 'Which parts are available; an unavailable part is null, never an empty list' }),
  })
  .meta({ id: 'Overview' });

export type Overview = z.output<typeof overview>;
export type OverviewCard = z.output<typeof overviewCard>;
export type OverviewTransaction = z.output<typeof overviewTransaction>;
export type OverviewInvoice = z.output<typeof overviewInvoice>;
