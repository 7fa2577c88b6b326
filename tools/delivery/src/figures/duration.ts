const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Formats a duration in minutes, hours or days: `4.5 min`, `26 h`, `12 d`. */
export function formatDuration(ms: number): string {
  if (ms < 2 * HOUR_MS) return `${round(ms / MINUTE_MS)} min`;
  if (ms < 2 * DAY_MS) return `${round(ms / HOUR_MS)} h`;
  return `${round(ms / DAY_MS)} d`;
}

/** One decimal below ten. */
export function round(value: number): string {
  const rounded = value < 10 ? Math.round(value * 10) / 10 : Math.round(value);
  return String(rounded);
}

/** Formats a time: `2026-06-15 09:30 UTC`. */
export function formatTime(time: Date): string {
  return `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** Parses the start of a period: `90d` or `12w` before now, or a UTC date. Throws an Error with examples. */
export function parseSince(text: string, now: Date): Date {
  const { count, unit } = /^(?<count>[1-9]\d{0,3})(?<unit>[dw])$/.exec(text)?.groups ?? {};
  if (count !== undefined) return new Date(now.getTime() - Number(count) * (unit === 'w' ? 7 : 1) * DAY_MS);
  const date = new Date(`${text}T00:00:00Z`);
  const isDate = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
  if (!isDate || !/^\d{4}-\d{2}-\d{2}$/.test(text))
    throw new Error(`--since ${text} is not a period. Write --since 90d, --since 12w or --since 2026-06-15`);
  if (date >= now) throw new Error(`--since ${text} is not in the past`);
  return date;
}
