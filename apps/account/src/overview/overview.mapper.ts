import type { Overview, OverviewCard, OverviewInvoice, OverviewTransaction } from '#contracts/account';
import type { Card } from '#contracts/card';
import type { Invoice } from '#contracts/invoice';
import type { Spend, Transaction } from '#contracts/transaction';
import type { AccountEntity } from '../accounts/account.entity.ts';

/** A part is null if its service did not respond. */
export interface OverviewParts {
  readonly cards: readonly Card[] | null;
  readonly transactions: readonly Transaction[] | null;
  readonly spend: Spend | null;
  readonly invoices: readonly Invoice[] | null;
}

type SectionStatus = Overview['sections']['cards'];

export function toOverview(
  account: AccountEntity,
  { cards, transactions, spend, invoices }: OverviewParts,
): Overview {
  return {
    account_id: account.accountId,
    account_name: account.accountName,
    total_spend: { amount: account.creditLimit, currency: account.currency },
    spent: spend?.spent ?? null,
    remaining_spend: spend?.remaining ?? null,
    cards: cards?.map(toCard) ?? null,
    transaction_collection: {
      total_num_of_transactions: spend?.transaction_count ?? null,
      transactions: transactions?.map(toTransaction) ?? null,
    },
    invoices: invoices?.flatMap(toUnpaidInvoice) ?? null,
    sections: {
      cards: statusOf(cards),
      transactions: statusOf(transactions),
      spend: statusOf(spend),
      invoices: statusOf(invoices),
    },
  };
}

function statusOf(part: object | null): SectionStatus {
  return part === null ? 'unavailable' : 'ok';
}

function toCard({ card_id, status, last_four, expires, image_url, actions }: Card): OverviewCard {
  const { allowed, reason } = actions.activate;
  return { card_id, status, last_four, expires, image_url, actions: { activate: { allowed, reason } } };
}

function toTransaction(transaction: Transaction): OverviewTransaction {
  const { transaction_id, merchant, amount, status, occurred_at } = transaction;
  return { transaction_id, merchant, amount, status, occurred_at };
}

/** Leaves out a paid or upcoming invoice, because the company doesn't have to pay it now. */
function toUnpaidInvoice({ invoice_id, amount, due_date, status }: Invoice): OverviewInvoice[] {
  if (status === 'paid' || status === 'upcoming') return [];
  return [{ invoice_id, amount, due_date, status }];
}
