import { createHash } from 'node:crypto';
import { type CursorFault, type Operation, type RequestRefusal, cursorRefusal } from '#contracts/vocabulary';
import type { Call } from './call.ts';
import { isRecord } from './entity.ts';

type ListCall = Pick<Call, 'operation' | 'request'>;

/** The page of a list that `limit` and `cursor` ask for; any other body stays as it is. */
export function paginate(body: unknown, call: ListCall): unknown {
  const { limit, cursor } = call.request.query;
  if (!isRecord(body) || !Array.isArray(body.data) || !isRecord(body.page)) return body;
  if (typeof limit !== 'number') return body;
  const all: unknown[] = body.data;
  const from = typeof cursor === 'string' ? (positionOf(cursor) ?? all.length) : 0;
  const to = from + limit;
  if (from === 0 && to >= all.length) return body;
  const next = to < all.length ? `mock-${to}-${fingerprint(call)}` : null;
  return { ...body, data: all.slice(from, to), page: { ...body.page, next_cursor: next } };
}

/** The refusal of a cursor that does not belong to this list; undefined if it does. */
export function refuseCursor(call: ListCall): RequestRefusal | undefined {
  const { cursor } = call.request.query;
  const fault = typeof cursor === 'string' ? faultOf(cursor, call) : undefined;
  return fault && cursorRefusal(fault);
}

/** An example's own cursor leads to the end of the list, because the mock knows no further items. */
function faultOf(cursor: string, call: ListCall): CursorFault | undefined {
  if (isInExample(cursor, call.operation)) return undefined;
  if (positionOf(cursor) === undefined) return 'is not a cursor that this list gave out';
  return cursor.endsWith(fingerprint(call)) ? undefined : 'belongs to another account or other filters';
}

function isInExample(cursor: string, { examples }: Operation): boolean {
  return Object.values(examples).some(
    ({ response }) => isRecord(response) && isRecord(response.page) && response.page.next_cursor === cursor,
  );
}

function positionOf(cursor: string): number | undefined {
  const [, position] = /^mock-(\d{1,9})-[\w-]{16}$/.exec(cursor) ?? [];
  return position === undefined ? undefined : Number(position);
}

/** Identifies a list: all its pages have the same account and filters. */
function fingerprint({ operation, request }: ListCall): string {
  const { limit: _limit, cursor: _cursor, ...filters } = request.query;
  const values = Object.entries({ ...filters, ...request.params }).toSorted(([a], [b]) => a.localeCompare(b));
  const text = JSON.stringify([operation.id, values]);
  return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}
