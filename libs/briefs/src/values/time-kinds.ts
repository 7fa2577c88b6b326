import { timestamp } from '#contracts/vocabulary';
import { readDate, readMonth, readQuarter, readWeek } from './read-date.ts';
import { utcOfSwedishTime } from './swedish-time.ts';
import { type Unclear, ask } from './unclear.ts';
import { type NamedExample, type Reader, type Reading, type Use, quote, scalar } from './value-kind.ts';
import { wordsOf } from '../words.ts';

const MOMENT = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(:\d{2})?(Z?)$/;
const TIME_OF_DAY = /^([01]?\d|2[0-3]):([0-5]\d)$/;
const WEEKDAY = 'weekday';
export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** The order does not matter, because each example matches at most one reader. */
export const READERS_OF_TIMES: readonly Reader[] = [
  readMoment,
  readDay,
  ({ example }) =>
    matching('month', 'YYYY-MM', String.raw`\d{4}-(0[1-9]|1[0-2])`, readMonth(example), '2026-13'),
  ({ example }) => matching('quarter', 'YYYY-Qn', String.raw`\d{4}-Q[1-4]`, readQuarter(example), '2026-Q5'),
  ({ example }) =>
    matching('week', 'YYYY-Wnn', String.raw`\d{4}-W(0[1-9]|[1-4]\d|5[0-3])`, readWeek(example), '2026-W54'),
  ({ example }) =>
    matching('time of day', 'HH:MM', String.raw`([01]\d|2[0-3]):[0-5]\d`, timeIn(example), '24:00'),
  readDayOfWeek,
];

/** Describes a value in a fixed format. `format` is for people, and `pattern` is a regular expression. */
function matching(
  kind: string,
  format: string,
  pattern: string,
  read: string | Unclear | undefined,
  invalid: string,
): Reading | Unclear | undefined {
  if (typeof read !== 'string') return read;
  return {
    schema: `z.string().regex(/^${pattern}$/, 'must be a ${kind}, ${format}')`,
    kind,
    value: quote(read),
    invalid: quote(invalid),
  };
}

function timeIn(example: string): string | undefined {
  const [, hours, minutes] = TIME_OF_DAY.exec(example) ?? [];
  return hours && minutes && `${hours.padStart(2, '0')}:${minutes}`;
}

function readDay({ example }: NamedExample): Reading | Unclear | undefined {
  const date = readDate(example);
  return typeof date === 'string' ? scalar('calendarDate', 'date', date, '2026-02-30') : date;
}

/** Reads a time in UTC. A time without Z is a Swedish local time. */
function readMoment({ example }: NamedExample): Reading | Unclear | undefined {
  const [, day, time, seconds = ':00', zone] = MOMENT.exec(example) ?? [];
  if (!day || !time) return undefined;
  const local = `${day}T${time}${seconds}`;
  const moment = zone === 'Z' ? `${local}Z` : utcOfSwedishTime(local);
  if (moment === undefined || !timestamp.safeParse(moment).success)
    return ask(`"${example}" does not exist. Which time do you mean? Write it like 2026-06-25 12:00.`);
  return {
    ...scalar('timestamp', 'moment', moment, 'yesterday'),
    exampleNotes: [zone === 'Z' ? 'times in UTC' : `times in UTC: ${day} ${time} in Sweden is ${moment}`],
  };
}

/** Allows all seven weekdays, whatever the example is. */
function readDayOfWeek({ example }: NamedExample, use: Use): Reading | undefined {
  const day = example.toLowerCase();
  if (!WEEKDAYS.includes(day)) return undefined;
  const list = `[${WEEKDAYS.map(quote).join(', ')}]`;
  const common = { kind: WEEKDAY, value: quote(day), invalid: quote('someday') };
  return use === 'shown'
    ? { ...common, schema: `openEnum(${list})`, schemaImports: ['openEnum'] }
    : { ...common, schema: `z.enum(${list})` };
}

export function readYear({ name, example }: NamedExample, use: Use): Reading | undefined {
  if (!/^(19|20)\d{2}$/.test(example) || wordsOf(name).at(-1) !== 'year') return undefined;
  if (use === 'shown') return { schema: 'z.int()', kind: 'year', value: example, nothing: 'null' };
  if (use === 'sent')
    return { schema: 'z.int().min(1900).max(2099)', kind: 'year', value: example, invalid: '26' };
  return {
    schema: String.raw`z.string().regex(/^(19|20)\d{2}$/, 'must be a year, YYYY')`,
    kind: 'year',
    value: quote(example),
    invalid: quote('26'),
  };
}
