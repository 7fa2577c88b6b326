import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { type Operation, cleanText, filterGroups } from '#contracts/vocabulary';
import { type Entity, isKey } from './entity.ts';
import { type Fields, listedItem } from './listed-item.ts';

type Values = Readonly<Record<string, unknown>>;
type Keeps = (item: Entity) => boolean;

/** Days that people see; what contracts call a date is one in this time zone. */
const calendar = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm', dateStyle: 'short' });

/** Those of an operation's items that have the values asked for; what no field is known for narrows nothing. */
export function narrowed(operation: Operation, items: readonly Entity[], values: Values): Entity[] {
  const keeps = Object.entries(values).flatMap(([name, value]) => filterOf(operation, name, value) ?? []);
  return items.filter((item) => keeps.every((isKept) => isKept(item)));
}

/** The same, of what an example lists: where no item has an id that is asked for, the items are taken for its own. */
export function adopted(operation: Operation, items: readonly Entity[], values: Values): Entity[] {
  const fields = listedItem(operation) ?? {};
  const foreign = Object.entries(values).filter(
    ([name, id]) => isKey(name) && name in fields && !items.some((item) => item[name] === id),
  );
  const owned = items.map((item) => ({ ...item, ...Object.fromEntries(foreign) }));
  const different = owned.filter(
    (item, index) => owned.findIndex((other) => isDeepStrictEqual(item, other)) === index,
  );
  return narrowed(operation, different, values);
}

/** Whether one of the values narrows a list, its ids aside, so that nobody knows how many there are. */
export function isNarrowedBy(operation: Operation, values: Values): boolean {
  return Object.entries(values).some(([name, value]) => !isKey(name) && filterOf(operation, name, value));
}

/** By convention: a field of that name, `from` and `to` for the item's date, `text` for any of its texts. */
function filterOf(operation: Operation, name: string, value: unknown): Keeps | undefined {
  const fields = listedItem(operation);
  if (!fields || value === undefined) return undefined;
  if (name in fields) return valueFilter(operation, name, value);
  if (typeof value !== 'string') return undefined;
  if (name === 'from' || name === 'to') return dayFilter(fields, name, value);
  return name === 'text' ? textFilter(fields, value) : undefined;
}

function valueFilter({ query }: Operation, name: string, value: unknown): Keeps {
  const schema = query.shape[name];
  const wanted = (schema && filterGroups.get(schema)?.[String(value)]) ?? [value];
  return (item) => wanted.some((one) => one === item[name]);
}

function dayFilter(fields: Fields, bound: 'from' | 'to', day: string): Keeps | undefined {
  const name = Object.keys(fields).find((field) => formatOf(fields[field])?.startsWith('date'));
  if (name === undefined) return undefined;
  return (item) => {
    const own = dayOf(String(item[name]));
    return bound === 'from' ? own >= day : own <= day;
  };
}

function dayOf(dateOrMoment: string): string {
  return dateOrMoment.includes('T') ? calendar.format(new Date(dateOrMoment)) : dateOrMoment;
}

function textFilter(fields: Fields, text: string): Keeps | undefined {
  const names = Object.keys(fields).filter((name) => isFreeText(fields[name]));
  if (names.length === 0) return undefined;
  const wanted = comparable(text);
  return (item) => names.some((name) => comparable(String(item[name])).includes(wanted));
}

function comparable(text: string): string {
  return cleanText(text).toLowerCase();
}

function isFreeText(field: z.core.$ZodType | undefined): boolean {
  const { type, format, pattern, enum: values } = described(field);
  return type === 'string' && [format, pattern, values].every((bound) => bound === undefined);
}

function formatOf(field: z.core.$ZodType | undefined): string | undefined {
  return described(field).format;
}

function described(field: z.core.$ZodType | undefined): z.core.JSONSchema.BaseSchema {
  return field ? z.toJSONSchema(field, { unrepresentable: 'any' }) : {};
}
