import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import type { Page } from '#contracts/vocabulary';
import { PinoLogger } from '#libs/logging';
import { Metrics } from '#libs/telemetry';
import type { CursorCodec, ListFilters } from './cursor.ts';

/** The maximum number of rows read for one page. Only an account with mostly invalid rows reaches this number. */
const MAX_ROWS = 10_000;
const LAST_YEAR = 9_999;
/** The minimum time between two log lines about the same invalid row (ms). */
const REPORT_AGAIN_MS = 60_000;
const MAX_REPORTED = 1_000;

export interface PageRequest<Row extends object, Position extends object, Item> {
  readonly cursors: CursorCodec<Position>;
  readonly filters: ListFilters;
  readonly cursor: string | undefined;
  readonly limit: number;
  /** Reads up to `limit` + 1 rows after the position, in the order of the list. */
  readonly read: (limit: number, after: Position | undefined) => Promise<readonly Row[]>;
  readonly positionOf: (row: Row) => Position;
  /** A row is invalid if its item doesn't match this schema. */
  readonly schema: z.ZodType;
  readonly toItem: (row: Row) => Item;
}

export interface PageOf<Item> {
  readonly data: Item[];
  readonly page: Page;
}

interface Shown<Row, Item> {
  readonly row: Row;
  readonly item: Item;
}

interface InvalidRow {
  readonly row: object;
  readonly reason: string;
}

/**
 * Reads pages of lists. Leaves out, logs and counts invalid rows, such as a row with an amount above 2^53 or a date
 * out of range. The rows that follow fill the page.
 */
@Injectable()
export class PageReader {
  private readonly reported = new LRUCache<string, true>({ max: MAX_REPORTED, ttl: REPORT_AGAIN_MS });

  constructor(
    private readonly dataSource: DataSource,
    private readonly logger: PinoLogger,
    private readonly metrics: Metrics,
  ) {
    this.logger.setContext(PageReader.name);
  }

  /** Throws INVALID_REQUEST for a cursor of a different list. */
  async read<Row extends object, Position extends object, Item>(
    request: PageRequest<Row, Position, Item>,
  ): Promise<PageOf<Item>> {
    const { cursors, filters, cursor, limit, read, positionOf } = request;
    const after = cursors.decode(filters, cursor);
    for (let asked = limit; ;) {
      const rows = await read(asked, after);
      const { shown, invalid } = sort(rows, request);
      const isLast = rows.length <= asked;
      if (shown.length <= limit && !isLast && asked < MAX_ROWS) {
        asked = Math.min(MAX_ROWS, limit + 2 * invalid.length);
        continue;
      }
      if (shown.length <= limit && !isLast) throw new Error(`${invalid.length} rows of one list are invalid`);
      for (const row of invalid) this.report(row);
      const last = shown.length > limit ? shown[limit - 1] : undefined;
      return {
        data: shown.slice(0, limit).map(({ item }) => item),
        page: {
          next_cursor: last ? cursors.encode(filters, positionOf(last.row)) : null,
          total_count: null,
        },
      };
    }
  }

  /** Logs no values of the row, because they may be personal. */
  private report({ row, reason }: InvalidRow): void {
    const { table, id } = this.placeOf(row);
    this.metrics.countInvalidRow(table);
    const key = `${table}/${id ?? reason}`;
    if (this.reported.has(key)) return;
    this.reported.set(key, true);
    this.logger.error({ table, row_id: id, reason }, 'A row is invalid');
  }

  /** A row of sums is not an entity, so it has neither a table nor an id. */
  private placeOf(row: object): { readonly table: string; readonly id?: string } {
    if (!this.dataSource.hasMetadata(row.constructor)) return { table: 'none' };
    const { tableName, primaryColumns } = this.dataSource.getMetadata(row.constructor);
    const ids = primaryColumns.map((column) => String(column.getEntityValue(row)));
    return { table: tableName, id: ids.join('/') };
  }
}

function sort<Row extends object, Position extends object, Item>(
  rows: readonly Row[],
  request: PageRequest<Row, Position, Item>,
): { readonly shown: Shown<Row, Item>[]; readonly invalid: InvalidRow[] } {
  const shown: Shown<Row, Item>[] = [];
  const invalid: InvalidRow[] = [];
  for (const row of rows) {
    try {
      const item = request.toItem(row);
      const reason = faultOf(item, request.schema, request.positionOf(row));
      if (reason === undefined) shown.push({ row, item });
      else invalid.push({ row, reason });
    } catch (error) {
      invalid.push({ row, reason: error instanceof Error ? error.name : 'error' });
    }
  }
  return { shown, invalid };
}

function faultOf(item: unknown, schema: z.ZodType, position: object): string | undefined {
  const { error } = schema.safeParse(item);
  if (error) return error.issues.map(({ path, code }) => `${path.join('.')}: ${code}`).join(', ');
  return Object.values(position).every(canBeInCursor) ? undefined : 'its position in the list';
}

/** PostgreSQL allows null, infinity, years and numbers that a cursor can't contain. */
function canBeInCursor(value: unknown): boolean {
  if (value instanceof Date) return value.getUTCFullYear() > 0 && value.getUTCFullYear() <= LAST_YEAR;
  return typeof value === 'string' || Number.isSafeInteger(value);
}
