import { smallCompanies } from '#contracts/vocabulary';
import type { CardEntity } from '../cards/card.entity.ts';

type SeedCard = Pick<
  CardEntity,
  | 'cardId'
  | 'accountId'
  | 'status'
  | 'lastFour'
  | 'expires'
  | 'orderedAt'
  | 'activatedAt'
  | 'lossReason'
  | 'lossReportedAt'
  | 'monthlyLimit'
  | 'cardName'
>;

/**
 * Returns a card for each state that the screen can show, and one more card to activate. Expiry dates are fixed, so
 * that the contract's example of an activation stays correct.
 */
export function seedCards(today: string): SeedCard[] {
  const card = (
    accountId: string,
    status: SeedCard['status'],
    lastFour: string,
    expires: string,
  ): SeedCard => ({
    cardId: `card-${accountId}`,
    accountId,
    status,
    lastFour,
    expires,
    orderedAt: daysBefore(today, 14),
    activatedAt: status === 'ordered' || status === 'inactive' ? null : daysBefore(today, 10),
    lossReason: status === 'blocked' ? 'stolen' : null,
    lossReportedAt: status === 'blocked' ? daysBefore(today, 2) : null,
    monthlyLimit: accountId === 'card-active' ? 500_000 : null,
    cardName: accountId === 'card-active' ? 'Travel' : null,
  });
  return [
    card('company-ab', 'inactive', '4242', '2035-06'),
    card('company-cd', 'active', '1881', '2034-02'),
    card('invoice-overdue', 'active', '0005', '2033-12'),
    card('card-active', 'active', '1117', '2034-12'),
    card('card-blocked', 'blocked', '5904', '2033-06'),
    card('card-expired', 'active', '9424', '2026-04'),
    card('no-transactions', 'ordered', '3222', '2036-06'),
    ...smallCompanies
      .filter(({ hasInactiveCard }) => hasInactiveCard)
      .map(({ accountId }) => card(accountId, 'inactive', '7007', '2035-09')),
  ];
}

function daysBefore(today: string, days: number): Date {
  const date = new Date(`${today}T09:00:00Z`);
  date.setUTCDate(date.getUTCDate() - days);
  return date;
}
