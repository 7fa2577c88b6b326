import type { Money } from '#libs/api-client';

const LOCALE = 'sv-SE';
const TIME_ZONE = 'Europe/Stockholm';

function digitsOf(currency: string): number {
  const { maximumFractionDigits } = new Intl.NumberFormat(LOCALE, {
    style: 'currency',
    currency,
  }).resolvedOptions();
  return maximumFractionDigits ?? 0;
}

function majorUnits({ amount, currency }: Money): number {
  return amount / 10 ** digitsOf(currency);
}

/** "5 400 kr", "349,50 kr" */
export function formatMoney(money: Money): string {
  return new Intl.NumberFormat(LOCALE, {
    style: 'currency',
    currency: money.currency,
    trailingZeroDisplay: 'stripIfInteger',
  }).format(majorUnits(money));
}

/** For a column of amounts: "5 400,00 kr" */
export function formatExactMoney(money: Money): string {
  return new Intl.NumberFormat(LOCALE, { style: 'currency', currency: money.currency }).format(
    majorUnits(money),
  );
}

/** For a column of amounts: "−799,00 kr" */
export function formatDeduction({ amount, currency }: Money): string {
  return formatExactMoney({ amount: amount === 0 ? 0 : -amount, currency });
}

/** Shows the currency once: "5 400/10 000 kr" */
export function formatPart(part: Money, whole: Money): string {
  if (part.currency !== whole.currency) return `${formatMoney(part)}/${formatMoney(whole)}`;
  const number = new Intl.NumberFormat(LOCALE, {
    minimumFractionDigits: digitsOf(part.currency),
    maximumFractionDigits: digitsOf(part.currency),
    trailingZeroDisplay: 'stripIfInteger',
  }).format(majorUnits(part));
  return `${number}/${formatMoney(whole)}`;
}

/** A purchase has no sign, and a refund has a plus sign. */
export function formatTransactionAmount({ amount, currency }: Money): string {
  const absolute = formatExactMoney({ amount: Math.abs(amount), currency });
  return amount < 0 ? `+${absolute}` : absolute;
}

export function formatCount(count: number): string {
  return new Intl.NumberFormat(LOCALE).format(count);
}

/** Returns the day in Stockholm, such as "2026-06-14". */
export function dayOf(instant: Date): string {
  return new Intl.DateTimeFormat(LOCALE, { dateStyle: 'short', timeZone: TIME_ZONE }).format(instant);
}

/** Returns "Today", "Yesterday", or a date such as "2026-06-14". */
export function formatDay(day: string, now: Date): string {
  const days = daysBetween(day, dayOf(now));
  if (days === 0) return 'Today';
  return days === 1 ? 'Yesterday' : day;
}

/** Returns the time in Stockholm, such as "18:42". */
export function formatTime(instant: Date): string {
  return new Intl.DateTimeFormat(LOCALE, { timeStyle: 'short', timeZone: TIME_ZONE }).format(instant);
}

/**
 * Returns a text such as "in 11 days" or "3 days late". Undefined if nobody has to pay the invoice now. Also
 * undefined if the date does not fit the status, which can happen if the clocks of server and browser differ.
 */
export function formatDueDate(
  { status, dueDate }: { readonly status: string; readonly dueDate: string },
  now: Date,
): string | undefined {
  const days = daysBetween(dayOf(now), dueDate);
  if ((status !== 'due' || days < 0) && (status !== 'overdue' || days >= 0)) return undefined;
  if (days === 0) return 'today';
  if (days === 1) return 'tomorrow';
  if (days > 1) return `in ${days} days`;
  return days === -1 ? '1 day late' : `${-days} days late`;
}

/** Formats 2035-06 as "06/35", like a physical card. */
export function formatExpiry(month: string): string {
  const [year = '', number = ''] = month.split('-');
  return `${number}/${year.slice(-2)}`;
}

/** Reads "06/35" as 2035-06. Undefined for a text that is not an expiry. */
export function parseExpiry(printed: string): string | undefined {
  const { month, year } =
    /^\s*(?<month>0[1-9]|1[0-2])\s*\/?\s*(?:20)?(?<year>\d\d)\s*$/.exec(printed)?.groups ?? {};
  return month === undefined || year === undefined ? undefined : `20${year}-${month}`;
}

function daysBetween(first: string, second: string): number {
  const MS_PER_DAY = 86_400_000;
  return Math.round((Date.parse(second) - Date.parse(first)) / MS_PER_DAY);
}
