import { EXAMPLE_DAY } from '#contracts/vocabulary';

const DATE_LENGTH = 'YYYY-MM-DD'.length;
const MONTH_LENGTH = 'YYYY-MM'.length;
const MOMENT = /^\d{4}-\d{2}-\d{2}(?:T[\d:.]+Z)?$/;
const MONTH = /^\d{4}-(?:0[1-9]|1[0-2])$/;

/**
 * Moves all dates in a value from EXAMPLE_DAY to `day`. Dates and times move by days of 24 hours, like the seed data,
 * which has UTC times. Months (YYYY-MM) move by the number of months between the two days.
 */
export function moveDates(day: string, value: unknown): unknown {
  if (typeof value === 'string') return movedText(day, value);
  if (Array.isArray(value)) return value.map((item: unknown) => moveDates(day, item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, moveDates(day, member)]));
}

function movedText(day: string, text: string): string {
  if (MONTH.test(text)) return monthsLater(text, monthOf(day) - monthOf(EXAMPLE_DAY));
  if (!MOMENT.test(text)) return text;
  const moved = new Date(Date.parse(text) + Date.parse(day) - Date.parse(EXAMPLE_DAY));
  return moved.toISOString().slice(0, text.includes('T') ? undefined : DATE_LENGTH);
}

/** Months since the year 0. */
function monthOf(date: string): number {
  const [year, month] = date.split('-').map(Number);
  return (year ?? 0) * 12 + (month ?? 0);
}

function monthsLater(month: string, count: number): string {
  const moved = new Date(`${month}-01T00:00:00Z`);
  moved.setUTCMonth(moved.getUTCMonth() + count);
  return moved.toISOString().slice(0, MONTH_LENGTH);
}
