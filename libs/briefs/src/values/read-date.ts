import { calendarDate } from '#contracts/vocabulary';
import { type Unclear, ask } from './unclear.ts';

const MONTHS = [
  ['jan', 'january', 'januari'],
  ['feb', 'february', 'februari'],
  ['mar', 'march', 'mars'],
  ['apr', 'april'],
  ['may', 'maj'],
  ['jun', 'june', 'juni'],
  ['jul', 'july', 'juli'],
  ['aug', 'august', 'augusti'],
  ['sep', 'sept', 'september'],
  ['oct', 'october', 'okt', 'oktober'],
  ['nov', 'november'],
  ['dec', 'december'],
];
const ISO = /^\d{4}-\d{2}-\d{2}$/;
const DAY_FIRST = /^(\d{1,2})\.? ([a-z]+)\.?,? (\d{4})$/i;
const MONTH_FIRST = /^([a-z]+) (\d{1,2}),? (\d{4})$/i;
const NUMERIC = /^\d{1,4}[/.]\d{1,2}[/. ]\d{2,4}$|^\d{1,2}\/\d{1,2}$/;
const MONTH = /^(?:(\d{4})-(\d{2})|([a-z]+) (\d{4}))$/i;

const QUARTER = /^(?:Q|quarter )([1-4])(?:[ ,-]+(\d{4}))?$|^(\d{4})-?Q([1-4])$/i;
const WEEK = /^(?:week |w)(\d{1,2})(?:[ ,-]+(\d{4}))?$|^(\d{4})-?W(\d{1,2})$/i;
const MONTHS_OF_QUARTER = 3;
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Reads a date such as `2026-06-25`, `25 juni 2026` or `June 25, 2026`, and returns it in ISO format. Asks about
 * 06/25/2026 and about days that don't exist.
 */
export function readDate(example: string): string | Unclear | undefined {
  if (NUMERIC.test(example)) return ask(`Which day is "${example}"? Write it like 2026-06-25.`);
  const date = ISO.test(example) ? example : wordedDate(example);
  if (date === undefined) return undefined;
  return calendarDate.safeParse(date).success
    ? date
    : ask(`"${example}" is not a day in the calendar. Which day do you mean? Write it like 2026-06-25.`);
}

/** Reads a month: `June 2026` becomes `2026-06`. Asks about months that don't exist. */
export function readMonth(example: string): string | Unclear | undefined {
  const [match, year, month, name, itsYear] = MONTH.exec(example) ?? [];
  if (match === undefined) return undefined;
  if (year && month)
    return Number(month) >= 1 && Number(month) <= MONTHS.length
      ? match
      : ask(`"${example}" is not a month in the calendar. Which month do you mean? Write it like 2026-06.`);
  const number = monthNumber(name ?? '');
  return number && `${itsYear}-${number}`;
}

function wordedDate(example: string): string | undefined {
  const [, day, month, year] = DAY_FIRST.exec(example) ?? [];
  if (day && month && year) return iso(year, month, day);
  const [, first, second, last] = MONTH_FIRST.exec(example) ?? [];
  return first && second && last ? iso(last, first, second) : undefined;
}

function iso(year: string, month: string, day: string): string | undefined {
  const number = monthNumber(month);
  return number && `${year}-${number}-${day.padStart(2, '0')}`;
}

function monthNumber(name: string): string | undefined {
  const index = MONTHS.findIndex((names) => names.includes(name.toLowerCase()));
  return index < 0 ? undefined : String(index + 1).padStart(2, '0');
}

/** Reads a quarter: `Q2 2026` becomes `2026-Q2`. Asks about a quarter without a year. */
export function readQuarter(example: string): string | Unclear | undefined {
  const [, number, year, isoYear, isoNumber] = QUARTER.exec(example) ?? [];
  const quarter = number ?? isoNumber;
  if (quarter === undefined) return undefined;
  const itsYear = year ?? isoYear;
  return itsYear === undefined
    ? ask(`In which year is "${example}"? Write it like 2026-Q2.`)
    : `${itsYear}-Q${quarter}`;
}

/**
 * Reads an ISO week: `week 24 2026` becomes `2026-W24`. Asks about a week without a year, and about weeks that don't
 * exist.
 */
export function readWeek(example: string): string | Unclear | undefined {
  const [, number, year, isoYear, isoNumber] = WEEK.exec(example) ?? [];
  const week = number ?? isoNumber;
  if (week === undefined) return undefined;
  const itsYear = year ?? isoYear;
  return itsYear === undefined || Number(week) < 1 || Number(week) > 53
    ? ask(`Which week of which year is "${example}"? Write it like 2026-W24.`)
    : `${itsYear}-W${week.padStart(2, '0')}`;
}

/** Converts a quarter or a week to a period of two dates. Undefined for any other example. */
export function periodOfName(example: string): string | undefined {
  const [quarter, week] = [readQuarter(example), readWeek(example)];
  if (typeof quarter === 'string') {
    const [year = 0, number = 1] = quarter.split('-Q').map(Number);
    const first = (number - 1) * MONTHS_OF_QUARTER;
    return days(Date.UTC(year, first), Date.UTC(year, first + MONTHS_OF_QUARTER, 0));
  }
  if (typeof week !== 'string') return undefined;
  const [year = 0, number = 1] = week.split('-W').map(Number);
  // ISO 8601: week 1 contains January 4, and weeks start on Monday.
  const january = new Date(Date.UTC(year, 0, 4));
  const monday = january.getTime() + ((number - 1) * 7 - ((january.getUTCDay() + 6) % 7)) * DAY_MS;
  return days(monday, monday + 6 * DAY_MS);
}

function days(first: number, last: number): string {
  return [first, last].map((day) => new Date(day).toISOString().slice(0, 'YYYY-MM-DD'.length)).join(' to ');
}
