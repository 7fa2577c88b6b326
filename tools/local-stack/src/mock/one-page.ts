import { createHash } from 'node:crypto';
import { type CursorFault, type Operation, cursorRefusal } from '#contracts/vocabulary';
import { type ProblemAnswer, refuse } from './answer.ts';
import { isRecord } from './is-record.ts';

/** Of a list, what was asked for. */
export interface PageQuestion {
  readonly operation: Operation;
  readonly request: {
    readonly params: Readonly<Record<string, unknown>>;
    readonly query: Readonly<Record<string, unknown>>;
  };
}

/** The part of a list that `limit` and `cursor` ask for; anything that is not a list stays as it is. */
export function onePage(body: unknown, question: PageQuestion): unknown {
  const { limit, cursor } = question.request.query;
  if (!isRecord(body) || !Array.isArray(body.data) || !isRecord(body.page)) return body;
  if (typeof limit !== 'number') return body;
  const all: unknown[] = body.data;
  const from = typeof cursor === 'string' ? (positionOf(cursor) ?? all.length) : 0;
  const to = from + limit;
  if (from === 0 && to >= all.length) return body;
  const next = to < all.length ? `mock-${to}-${fingerprint(question)}` : null;
  return { ...body, data: all.slice(from, to), page: { ...body.page, next_cursor: next } };
}

/** How a list refuses a cursor that it did not give out; undefined where there is nothing to refuse. */
export function refuseCursor(question: PageQuestion): ProblemAnswer | undefined {
  const fault = cursorFault(question);
  if (!fault) return undefined;
  const { problem, detail, errors } = cursorRefusal(fault);
  return refuse(problem, detail, errors);
}

/** An example's own cursor leads past what the mock knows, so that whoever follows it comes to an end. */
function cursorFault(question: PageQuestion): CursorFault | undefined {
  const { cursor } = question.request.query;
  if (typeof cursor !== 'string' || isInExample(cursor, question.operation)) return undefined;
  if (positionOf(cursor) === undefined) return 'is not a cursor that this list gave out';
  return cursor.endsWith(fingerprint(question)) ? undefined : 'belongs to another account or other filters';
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

/** Tells lists apart: the same account and filters, whatever the page. */
function fingerprint({ operation, request }: PageQuestion): string {
  const { limit: _limit, cursor: _cursor, ...filters } = request.query;
  const asked = Object.entries({ ...filters, ...request.params }).toSorted(([a], [b]) => a.localeCompare(b));
  const text = JSON.stringify([operation.id, asked]);
  return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}
