import { createHash } from 'node:crypto';
import { type Operation } from '#contracts/vocabulary';
import { type CursorFault, type RequestRefusal, cursorRefusal } from '#libs/http-rules';
import type { Call } from './call.ts';
import { isRecord } from './entity.ts';

type ListCall = Pick<Call, 'operation' | 'request'>;

/** Returns the page that `limit` and `cursor` select from a list. Returns other bodies unchanged. */
export function paginate(body: unknown, call: ListCall): unknown {
  const { limit, cursor } = call.request.query;
  if (!isRecord(body) || !Array.isArray(body.data) || !isRecord(body.page)) return body;
  if (typeof limit !== 'number') return body;
  const all: unknown[] = body.data;
  const from = typeof cursor === 'string' ? (positionOf(cursor, call.operation) ?? all.length) : 0;
  const to = from + limit;
  if (from === 0 && to >= all.length) return body;
  const next = to < all.length ? `mock-${to}-${fingerprint(call)}` : null;
  return { ...body, data: all.slice(from, to), page: { ...body.page, next_cursor: next } };
}

/** Returns the problem for a cursor that does not belong to this list. Returns undefined for a valid cursor. */
export function refuseCursor(call: ListCall): RequestRefusal | undefined {
  const { cursor } = call.request.query;
  const fault = typeof cursor === 'string' ? faultOf(cursor, call) : undefined;
  return fault && cursorRefusal(fault);
}

function faultOf(cursor: string, call: ListCall): CursorFault | undefined {
  if (itemsBefore(cursor, call.operation) !== undefined) return undefined;
  if (positionOf(cursor, call.operation) === undefined) return 'does not come from this list';
  return cursor.endsWith(fingerprint(call)) ? undefined : 'belongs to another account or other filters';
}

function positionOf(cursor: string, operation: Operation): number | undefined {
  const [, position] = /^mock-(\d{1,9})-[\w-]{16}$/.exec(cursor) ?? [];
  return position === undefined ? itemsBefore(cursor, operation) : Number(position);
}

function itemsBefore(cursor: string, { examples }: Operation): number | undefined {
  for (const { response } of Object.values(examples)) {
    if (!isRecord(response) || !isRecord(response.page) || !Array.isArray(response.data)) continue;
    if (response.page.next_cursor === cursor) return response.data.length;
  }
  return undefined;
}

/** Identifies a list. All pages of a list have the same account and filters. */
function fingerprint({ operation, request }: ListCall): string {
  const { limit: _limit, cursor: _cursor, ...filters } = request.query;
  const values = Object.entries({ ...filters, ...request.params }).toSorted(([a], [b]) => a.localeCompare(b));
  const text = JSON.stringify([operation.id, values]);
  return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}
