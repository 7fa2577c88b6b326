import type { CardEntity } from '../cards/card.entity.ts';

type SeedCard = Pick<
  CardEntity,
  'cardId' | 'accountId' | 'status' | 'lastFour' | 'expires' | 'orderedAt' | 'activatedAt'
>;

/** One card per state that the screen can show; `expires` is counted in months from the day of seeding. */
export function seedCards(today: string): SeedCard[] {
  const card = (
    accountId: string,
    status: SeedCard['status'],
    lastFour: string,
    months: number,
  ): SeedCard => ({
    cardId: `card-${accountId}`,
    accountId,
    status,
    lastFour,
    expires: monthsAfter(today, months),
    orderedAt: daysBefore(today, 14),
    activatedAt: status === 'ordered' || status === 'inactive' ? null : daysBefore(today, 10),
  });
  return [
    card('company-ab', 'inactive', '4242', 36),
    card('company-cd', 'active', '1881', 20),
    card('invoice-overdue', 'active', '0005', 18),
    card('card-active', 'active', '1117', 30),
    card('card-blocked', 'blocked', '5904', 12),
    card('card-expired', 'active', '9424', -2),
    card('no-transactions', 'ordered', '3222', 48),
  ];
}

function monthsAfter(today: string, months: number): string {
  const date = new Date(`${today.slice(0, 7)}-01T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() + months);
  return date.toISOString().slice(0, 7);
}

function daysBefore(today: string, days: number): Date {
  const date = new Date(`${today}T09:00:00Z`);
  date.setUTCDate(date.getUTCDate() - days);
  return date;
}
