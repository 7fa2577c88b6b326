import { isRecord } from './is-record.ts';

/** The part of a list that `limit` and `cursor` ask for; anything that is not a list stays as it is. */
export function onePage(body: unknown, query: Readonly<Record<string, unknown>>): unknown {
  const { limit, cursor } = query;
  if (!isRecord(body) || !Array.isArray(body.data) || !isRecord(body.page)) return body;
  if (typeof limit !== 'number') return body;
  const all: unknown[] = body.data;
  const from = typeof cursor === 'string' ? positionOf(cursor, all.length) : 0;
  const to = from + limit;
  if (from === 0 && to >= all.length) return body;
  return {
    ...body,
    data: all.slice(from, to),
    page: { ...body.page, next_cursor: to < all.length ? `mock-${to}` : null },
  };
}

/** An example's own cursor leads past what the mock knows, so that whoever follows it comes to an end. */
function positionOf(cursor: string, end: number): number {
  const [, position] = /^mock-(\d{1,9})$/.exec(cursor) ?? [];
  return position === undefined ? end : Number(position);
}
