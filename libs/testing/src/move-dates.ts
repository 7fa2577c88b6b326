import { EXAMPLE_DAY } from '#contracts/vocabulary';

const DATE_LENGTH = 'YYYY-MM-DD'.length;
const MOMENT = /^\d{4}-\d{2}-\d{2}(?:T[\d:.]+Z)?$/;

/**
 * Moves all dates in a value by the number of days from EXAMPLE_DAY to `day`. A day has 24 hours, as in the seed
 * data, which uses UTC. Months (YYYY-MM), such as the expiry of a card, don't move.
 */
export function moveDates(day: string, value: unknown): unknown {
  if (typeof value === 'string') return movedText(day, value);
  if (Array.isArray(value)) return value.map((item: unknown) => moveDates(day, item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, moveDates(day, member)]));
}

function movedText(day: string, text: string): string {
  if (!MOMENT.test(text)) return text;
  const moved = new Date(Date.parse(text) + Date.parse(day) - Date.parse(EXAMPLE_DAY));
  return moved.toISOString().slice(0, text.includes('T') ? undefined : DATE_LENGTH);
}
