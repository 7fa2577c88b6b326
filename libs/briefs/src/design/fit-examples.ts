import { type Brief, formOf } from '../answers/brief.ts';
import { entriesOf, formatList, listIn, valuesOf } from '../values/list-of.ts';
import { PERIOD } from '../values/period.ts';
import { withinBounds } from '../answers/read-bounds.ts';
import { readDate, readMonth } from '../values/read-date.ts';
import type { NamedExample } from '../values/value-kind.ts';
import { choicesIn } from '../values/text-kinds.ts';
import { valueType } from '../values/value-type.ts';
import { snakeCase } from '../words.ts';

const DAY = /^\d{4}-\d{2}-\d{2}/;

/**
 * Makes the examples of the request and the response consistent. The response repeats sent values and filter values. A
 * period or month in a filter contains the first date in the response. Each shown value is within the filter's bounds.
 */
export function fitExamples(brief: Brief): Brief {
  const day = firstDay(brief);
  const find_by =
    day === undefined
      ? brief.find_by
      : brief.find_by.map((filter) => ({ ...filter, example: around(day, filter.example) }));
  const values = brief.values.map((value) => ({
    ...value,
    example: withinBounds(brief, { name: value.name, example: givenExample(brief, value) }),
  }));
  return { ...brief, find_by, values };
}

/**
 * Returns the example of the sent value or filter with the same name and kind. If there is none, returns the given
 * example.
 */
function givenExample({ send, find_by, changes }: Brief, { name, example }: NamedExample): string {
  const key = snakeCase(name);
  const chosen = formOf({ changes }) === 'read' ? find_by : send;
  const given = chosen.find((other) => snakeCase(other.name) === key);
  const entries = given && sameEntries(given.example, example);
  if (entries !== undefined) return entries;
  const choices = given && sameChoices(given.example, example);
  if (choices !== undefined) return choices;
  if (given) return isOfSameKind(name, given.example, example) ? given.example : example;
  const ids = send.find((other) => snakeCase(other.name) === `${key}s`);
  return /_id$/.test(key) && ids
    ? (entriesOf(listIn(ids.example) ?? { entries: '' })[0] ?? example)
    : example;
}

/**
 * Replaces the entries in the response with the sent entries. Keeps values that the request does not contain. Undefined
 * if the entries have no named values.
 */
function sameEntries(sent: string, shown: string): string | undefined {
  const [given = [], known = []] = [sent, shown].map((example) =>
    entriesOf(listIn(example) ?? { entries: '' }).map(valuesOf),
  );
  const [first] = known;
  if (!first || ![...given, ...known].flat().every(({ example }) => example !== '')) return undefined;
  const entries = given.map((values, at) =>
    (known[at] ?? first).map(
      ({ name, example }) =>
        `${name} = ${values.find((value) => snakeCase(value.name) === snakeCase(name) && isOfSameKind(name, value.example, example))?.example ?? example}`,
    ),
  );
  return formatList({ entries: entries.map((values) => values.join(', ')).join('; ') });
}

/** Returns the given choices if `given` and `shown` have the same choices in any order. Otherwise undefined. */
function sameChoices(given: string, shown: string): string | undefined {
  const [first, ...others] = choicesIn({ example: given });
  const known = new Set(choicesIn({ example: shown }));
  if (first === undefined || known.size !== others.length + 1) return undefined;
  return [first, ...others].every((choice) => known.has(choice)) ? given : undefined;
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

/** The first date in the response, without a time. */
function firstDay({ values }: Brief): string | undefined {
  const days = values.flatMap(({ example }) => {
    const [day = example] = DAY.exec(example) ?? [];
    const date = readDate(day);
    return typeof date === 'string' ? [date] : [];
  });
  return days[0];
}

/** The period or month that contains the day. Returns any other example unchanged. */
function around(day: string, example: string): string {
  const month = day.slice(0, 'YYYY-MM'.length);
  if (typeof readMonth(example) === 'string') return month;
  const [, from = '', to = ''] = PERIOD.exec(example.trim()) ?? [];
  if (from === '' || (from <= day && day <= to)) return example;
  const last = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).getUTCDate();
  return `${month}-01 to ${month}-${last}`;
}
