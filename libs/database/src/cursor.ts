import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type CursorFault, cursorRefusal } from '#libs/http-rules';
import { ProblemError } from '#libs/runtime';

/** The account and the filters of a list. A cursor is valid only for a list with the same account and filters. */
export type ListFilters = Readonly<Record<string, string | number | undefined>>;

export interface CursorCodec<Position> {
  encode(filters: ListFilters, last: Position): string;
  /**
   * Returns the position after which the page starts, or undefined for the first page. Throws INVALID_REQUEST for a
   * cursor of a different list.
   */
  decode(filters: ListFilters, cursor: string | undefined): Position | undefined;
}

/** A text column in a cursor. The text may contain control characters, except NUL, which PostgreSQL can't store. */
export const cursorText = z.string().regex(/^[^\0]*$/);

const envelope = z.tuple([z.string(), z.unknown()]);

/**
 * Creates opaque cursors for a keyset-paged list. `position` is the schema of the last row's sort key. The schema
 * rejects forged values, so that they never reach the SQL.
 */
export function cursorCodec<S extends z.ZodType>(position: S): CursorCodec<z.output<S>> {
  return {
    encode(filters, last) {
      return Buffer.from(JSON.stringify([fingerprint(filters), last])).toString('base64url');
    },
    decode(filters, cursor) {
      if (cursor === undefined) return undefined;
      const parsed = envelope.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString('utf8')));
      if (!parsed.success) throw invalidCursor('does not come from this list');
      const [print, last] = parsed.data;
      if (print !== fingerprint(filters)) throw invalidCursor('belongs to another account or other filters');
      const result = position.safeParse(last);
      if (!result.success) throw invalidCursor('does not come from this list');
      return result.data;
    },
  };
}

function fingerprint(filters: ListFilters): string {
  const entries = Object.entries(filters)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => a.localeCompare(b));
  return createHash('sha256').update(JSON.stringify(entries)).digest('base64url').slice(0, 16);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function invalidCursor(fault: CursorFault): ProblemError {
  const refusal = cursorRefusal(fault);
  return new ProblemError(refusal.problem, refusal.detail, refusal);
}
