import { parseDuration } from '#libs/command-line';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Returns minutes, hours or days, such as `4.5 min`, `26 h` or `12 d`. */
export function formatDuration(ms: number): string {
  if (ms < 2 * HOUR_MS) return `${round(ms / MINUTE_MS)} min`;
  if (ms < 2 * DAY_MS) return `${round(ms / HOUR_MS)} h`;
  return `${round(ms / DAY_MS)} d`;
}

/** Returns a text such as `2.5 / week`. */
export function perWeek(value: number): string {
  return value < 1 ? `${value.toFixed(2)} / week` : `${round(value)} / week`;
}

/** Returns a text such as `33 %`. */
export function percent(value: number): string {
  return `${round(value * 100)} %`;
}

/** Returns a text such as `2026-06-15 09:30 UTC`. */
export function formatTime(time: Date): string {
  return `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/**
 * Parses the start of a period, such as `90d` (90 days ago), `12w` or a UTC date. Throws an Error with valid
 * examples.
 */
export function parseSince(text: string, now: Date): Date {
  if (/^\d+[dw]$/.test(text)) return new Date(now.getTime() - parseDuration(text));
  const date = new Date(`${text}T00:00:00Z`);
  const isDate = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
  if (!isDate || !/^\d{4}-\d{2}-\d{2}$/.test(text))
    throw new Error(`--since ${text} is not a period. Write --since 90d, --since 12w or --since 2026-06-15`);
  if (date >= now) throw new Error(`--since ${text} is not in the past`);
  return date;
}

/** Numbers below ten have one decimal. */
function round(value: number): string {
  const rounded = value < 10 ? Math.round(value * 10) / 10 : Math.round(value);
  return String(rounded);
}
