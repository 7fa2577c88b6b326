import { type Brief, formOf } from './brief.ts';
import { PERIOD } from './period.ts';
import { readDate, readMonth } from './read-date.ts';
import { type NamedExample, valueType } from './value-type.ts';
import { snakeCase } from './words.ts';

const DAY = /^\d{4}-\d{2}-\d{2}/;

/**
 * Makes the examples of a request and its response consistent. A sent value or a filter has the same example in the
 * response. A period contains the first date that the response shows.
 */
export function fitExamples(brief: Brief): Brief {
  const day = firstDay(brief);
  const find_by =
    day === undefined
      ? brief.find_by
      : brief.find_by.map((filter) => ({ ...filter, example: around(day, filter.example) }));
  const values = brief.values.map((value) => ({ ...value, example: givenExample(brief, value) }));
  return { ...brief, find_by, values };
}

/** The example that was sent or searched for, if it has the name and the kind of the value. */
function givenExample({ send, find_by, changes }: Brief, { name, example }: NamedExample): string {
  const key = snakeCase(name);
  const chosen = formOf({ changes }) === 'read' ? find_by : send;
  const given = chosen.find((other) => snakeCase(other.name) === key);
  if (given) return isOfSameKind(name, given.example, example) ? given.example : example;
  const ids = send.find((other) => snakeCase(other.name) === `${key}s`);
  return /_id$/.test(key) && ids
    ? (/^list of[^:]*:\s*([^,\s]+)/i.exec(ids.example)?.[1] ?? example)
    : example;
}

function isOfSameKind(name: string, one: string, other: string): boolean {
  const [given, shown] = [one, other].map((example) => valueType({ name, example }, 'shown'));
  return (
    given !== undefined &&
    shown !== undefined &&
    'schema' in given &&
    'schema' in shown &&
    given.schema === shown.schema
  );
}

/** The first date or moment that is shown, as a day. */
function firstDay({ values }: Brief): string | undefined {
  const days = values.flatMap(({ example }) => {
    const [day = example] = DAY.exec(example) ?? [];
    const date = readDate(day);
    return typeof date === 'string' ? [date] : [];
  });
  return days[0];
}

/** The example of a period or a month that contains the day. Another example does not change. */
function around(day: string, example: string): string {
  const month = day.slice(0, 'YYYY-MM'.length);
  if (typeof readMonth(example) === 'string') return month;
  const [, from = '', to = ''] = PERIOD.exec(example.trim()) ?? [];
  if (from === '' || (from <= day && day <= to)) return example;
  const last = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).getUTCDate();
  return `${month}-01 to ${month}-${last}`;
}
