import type { Overview, OverviewCard, OverviewInvoice } from '#libs/api-client';
import { formatCount } from '../view/format.ts';

export type Tone = 'calm' | 'good' | 'warning' | 'bad';

/** Undefined if no invoice is due or if the invoices are unavailable. */
export function invoiceChip(
  invoices: readonly Pick<OverviewInvoice, 'status'>[] | null,
): { readonly text: string; readonly tone: Tone } | undefined {
  if (!invoices || invoices.length === 0) return undefined;
  const isOverdue = invoices.some(({ status }) => status === 'overdue');
  const word = isOverdue ? 'overdue' : 'due';
  const count = invoices.filter(({ status }) => (status === 'overdue') === isOverdue).length;
  return {
    text: count === 1 ? `Invoice ${word}` : `${count} invoices ${word}`,
    tone: isOverdue ? 'bad' : 'warning',
  };
}

export function cardLabel(status: string): { readonly text: string; readonly tone: Tone } {
  const labels: Readonly<Record<string, { text: string; tone: Tone }>> = {
    ordered: { text: 'On its way', tone: 'calm' },
    inactive: { text: 'Not activated', tone: 'warning' },
    active: { text: 'Active', tone: 'good' },
    frozen: { text: 'Frozen', tone: 'calm' },
    blocked: { text: 'Blocked', tone: 'bad' },
    expired: { text: 'Expired', tone: 'bad' },
    closed: { text: 'Closed', tone: 'calm' },
  };
  // A newer server can return a status that this app does not know.
  return labels[status] ?? { text: 'Unknown status', tone: 'calm' };
}

/** Explains why the card can't be activated. Undefined for an active card. */
export function refusalText(reason: string | null): string | undefined {
  if (reason === null || reason === 'CARD_ALREADY_ACTIVE') return undefined;
  const texts: Readonly<Record<string, string>> = {
    CARD_NOT_DELIVERED: 'Your card is on its way. You can activate it when it has arrived.',
    CARD_FROZEN: 'This card is frozen.',
    CARD_BLOCKED: 'This card is blocked. Contact Qred’s support to find out why.',
    CARD_EXPIRED: 'This card has expired. Contact Qred’s support for a new one.',
    CARD_CLOSED: 'This card is closed.',
    ACTIVATION_LOCKED: 'Activation is locked after too many wrong attempts. Contact Qred’s support.',
  };
  return texts[reason] ?? 'This card can’t be activated in the app.';
}

export function homeCard(cards: readonly OverviewCard[]): OverviewCard | undefined {
  return cards.find(({ actions }) => actions.activate.allowed) ?? cards[0];
}

/** The text of the row that opens the transaction view. Undefined for a company without transactions. */
export function moreTransactions({
  total_num_of_transactions: total,
  transactions,
}: Overview['transaction_collection']): string | undefined {
  if (total === null || transactions === null) return 'All transactions';
  if (total === 0) return undefined;
  const more = total - transactions.length;
  if (more <= 0) return 'Transaction view';
  return `${formatCount(more)} more ${more === 1 ? 'item' : 'items'} in transaction view`;
}

/** From 0 to 1. */
export function remainingShare(remaining: number, limit: number): number {
  return limit <= 0 ? 0 : Math.min(1, Math.max(0, remaining / limit));
}
