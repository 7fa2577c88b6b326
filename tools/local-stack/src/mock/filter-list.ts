import { z } from 'zod';
import {
  type Operation,
  calendarDateOf,
  cleanText,
  filterGroups,
  jsonResponse,
  money,
} from '#contracts/vocabulary';
import { type Entity, isKey } from './entity.ts';

export type Fields = Readonly<Record<string, z.core.$ZodType>>;
type Filter = (item: Entity) => boolean;

/** The fields of an item in the operation's list. Undefined if the operation has no list. */
export function itemFields(operation: Operation): Fields | undefined {
  const schema = jsonResponse(operation)?.schema;
  const rows: unknown = schema instanceof z.ZodObject ? schema.shape.data : undefined;
  const item = rows instanceof z.ZodArray ? rows.element : undefined;
  return item instanceof z.ZodObject ? item.shape : undefined;
}

/** Returns the items that match all filters. Ignores filters that match no field. */
export function filterItems(operation: Operation, items: readonly Entity[], values: Entity): Entity[] {
  const filters = Object.entries(values).flatMap(([name, value]) => filterFor(operation, name, value) ?? []);
  return items.filter((item) => filters.every((keeps) => keeps(item)));
}

/**
 * Whether the request has a filter other than an id. The mock doesn't know the total count of a filtered
 * list.
 */
export function isFilteredBy(operation: Operation, values: Entity): boolean {
  return Object.entries(values).some(([name, value]) => !isKey(name) && filterFor(operation, name, value));
}

/**
 * By convention, a filter has the name of a field, or this name after `minimum_` or `maximum_`. The filters
 * `from` and `to` compare the item's date. The filter `text` searches all texts.
 */
function filterFor(operation: Operation, name: string, value: unknown): Filter | undefined {
  const fields = itemFields(operation);
  if (!fields || value === undefined) return undefined;
  if (Object.hasOwn(fields, name)) return valueFilter(operation, name, value);
  if (typeof value === 'number') return boundFilter(fields, name, value);
  if (typeof value !== 'string') return undefined;
  if (name === 'from' || name === 'to') return dayFilter(fields, name, value);
  return name === 'text' ? textFilter(fields, value) : undefined;
}

function valueFilter({ query }: Operation, name: string, value: unknown): Filter {
  const schema = query.shape[name];
  const wanted = groupOf(schema, String(value)) ?? [String(value)];
  // A parameter is a text, such as `true`, even if the field is a boolean.
  return (item) => wanted.includes(String(item[name]));
}

/** A filter value can represent a group of field values. */
function groupOf(schema: z.core.$ZodType | undefined, value: string): readonly string[] | undefined {
  const groups = schema && filterGroups.get(schema);
  return groups && Object.hasOwn(groups, value) ? groups[value] : undefined;
}

/** `minimum_amount` and `maximum_amount` compare the field `amount`, which contains money or a number. */
function boundFilter(fields: Fields, filter: string, limit: number): Filter | undefined {
  const [, bound, name = ''] = /^(minimum|maximum)_(.+)$/.exec(filter) ?? [];
  if (bound === undefined || !Object.hasOwn(fields, name)) return undefined;
  return (item) => {
    const own = numberOf(item[name]);
    return own !== undefined && (bound === 'minimum' ? own >= limit : own <= limit);
  };
}

/** Returns the number in a field, in minor units for money. Returns undefined for a missing value. */
function numberOf(value: unknown): number | undefined {
  const { data } = z.union([z.number(), money.transform(({ amount }) => amount)]).safeParse(value);
  return data;
}

function dayFilter(fields: Fields, bound: 'from' | 'to', day: string): Filter | undefined {
  const name = Object.keys(fields).find((field) => isDateField(fields[field]));
  if (name === undefined) return undefined;
  return (item) => {
    const value = item[name];
    if (typeof value !== 'string') return false;
    return bound === 'from' ? dayOf(value) >= day : dayOf(value) <= day;
  };
}

function dayOf(dateOrTimestamp: string): string {
  return dateOrTimestamp.includes('T') ? calendarDateOf(new Date(dateOrTimestamp)) : dateOrTimestamp;
}

function textFilter(fields: Fields, text: string): Filter | undefined {
  const names = Object.keys(fields).filter((name) => isFreeText(fields[name]));
  if (names.length === 0) return undefined;
  const wanted = comparable(text);
  const isFound = (value: unknown) => typeof value === 'string' && comparable(value).includes(wanted);
  return (item) => names.some((name) => isFound(item[name]));
}

function comparable(text: string): string {
  return cleanText(text).toLowerCase();
}

function isFreeText(field: z.core.$ZodType | undefined): boolean {
  const text = withoutNull(field);
  if (!(text instanceof z.ZodString)) return false;
  const { format, pattern } = z.toJSONSchema(text);
  return format === undefined && pattern === undefined;
}

export function isDateField(field: z.core.$ZodType | undefined): boolean {
  const date = withoutNull(field);
  return date instanceof z.ZodISODate || date instanceof z.ZodISODateTime;
}

/** Returns the schema for values that are neither null nor undefined. */
export function withoutNull(schema: unknown): unknown {
  return schema instanceof z.ZodNullable || schema instanceof z.ZodOptional
    ? withoutNull(schema.unwrap())
    : schema;
}
