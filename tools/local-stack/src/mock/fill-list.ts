import { z } from 'zod';
import type { Operation } from '#contracts/vocabulary';
import { type Entity, isKey, isRecord } from './entity.ts';
import { type Fields, isDateField, itemFields } from './filter-list.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Adds older items to an example's list until the list has `total_count` items. */
export function fillList(operation: Operation, body: unknown): unknown {
  const fields = itemFields(operation);
  if (!fields || !isRecord(body) || !Array.isArray(body.data) || !isRecord(body.page)) return body;
  const items = body.data.filter(isRecord);
  const { total_count: total } = body.page;
  const last = items.at(-1);
  if (!last || typeof total !== 'number' || total <= items.length) return body;
  const older = Array.from({ length: total - items.length }, (_, index) =>
    olderItem(fields, { ...last, ...items[index % items.length] }, last, index + 1),
  );
  return { ...body, data: [...items, ...older], page: { ...body.page, next_cursor: null } };
}

/**
 * Creates an item with the values of `like`, but with the enum values of the last item. The new item is
 * `distance` places after the last item, and `distance` days older.
 */
function olderItem(fields: Fields, like: Entity, last: Entity, distance: number): Entity {
  const [key] = Object.keys(fields).filter(isKey);
  return Object.fromEntries(
    Object.entries(like).map(([name, value]) => {
      if (name === key) return [name, olderId(String(last[name]), distance)];
      const latest = last[name];
      if (isDateField(fields[name]) && typeof latest === 'string') return [name, olderDate(latest, distance)];
      return [name, fields[name] instanceof z.ZodEnum ? last[name] : value];
    }),
  );
}

/** If the id ends with a number, replaces that number. Otherwise appends a number. */
function olderId(last: string, distance: number): string {
  const [, prefix = '', digits = ''] = /^(.*?)(\d+)$/.exec(last) ?? [];
  const number = Number(digits) - distance;
  return digits !== '' && number > 0 ? `${prefix}${number}` : `${last}-${distance}`;
}

function olderDate(last: string, days: number): string {
  const text = new Date(Date.parse(last) - days * DAY_MS).toISOString();
  return last.includes('T') ? text : text.slice(0, 'YYYY-MM-DD'.length);
}
