import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import { PinoLogger } from '#libs/logging';
import { Metrics } from '#libs/telemetry';

/** How many rows are read at most for one page: past that, an account has more bad rows than good ones. */
const MAX_ROWS = 10_000;
const LAST_YEAR = 9_999;
/** A bad row is logged once in this time (ms), however often it is read. */
const REPORT_AGAIN_MS = 60_000;
const MAX_REPORTED = 1_000;

export interface PageRequest<Row extends object, Position extends object, Item> {
  readonly limit: number;
  /** Reads rows in the order of the list, one more than `limit` where there are more. */
  readonly read: (limit: number) => Promise<readonly Row[]>;
  /** Where a row stands in the order of the list. */
  readonly positionOf: (row: Row) => Position;
  /** What an item must match to be shown. */
  readonly schema: z.ZodType;
  readonly toItem: (row: Row) => Item;
}

export interface PageOfItems<Position extends object, Item> {
  readonly items: Item[];
  /** The position of the last item where there are more; undefined on the last page. */
  readonly last: Position | undefined;
}

interface Shown<Row, Item> {
  readonly row: Row;
  readonly item: Item;
}

interface BadRow {
  readonly row: object;
  readonly reason: string;
}

/**
 * Reads the pages of lists. A row that cannot be shown, such as one with an amount past 2^53 or a date out of range, is
 * left out, logged and counted; the page is filled up with the rows behind it.
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

  async read<Row extends object, Position extends object, Item>(
    request: PageRequest<Row, Position, Item>,
  ): Promise<PageOfItems<Position, Item>> {
    const { limit, read, positionOf } = request;
    for (let asked = limit; ;) {
      const rows = await read(asked);
      const { shown, bad } = sort(rows, request);
      const isLast = rows.length <= asked;
      if (shown.length <= limit && !isLast && asked < MAX_ROWS) {
        asked = Math.min(MAX_ROWS, limit + 2 * bad.length);
        continue;
      }
      if (shown.length <= limit && !isLast) throw new Error(`${bad.length} rows of one list cannot be shown`);
      for (const row of bad) this.report(row);
      const last = shown.length > limit ? shown[limit - 1] : undefined;
      return { items: shown.slice(0, limit).map(({ item }) => item), last: last && positionOf(last.row) };
    }
  }

  /** Without values of the row, which may be personal. */
  private report({ row, reason }: BadRow): void {
    const { tableName, primaryColumns } = this.dataSource.getMetadata(row.constructor);
    const id = primaryColumns.map((column) => String(column.getEntityValue(row))).join('/');
    this.metrics.countBadRow(tableName);
    const key = `${tableName}/${id}`;
    if (this.reported.has(key)) return;
    this.reported.set(key, true);
    this.logger.error({ table: tableName, row_id: id, reason }, 'A row cannot be shown');
  }
}

function sort<Row extends object, Position extends object, Item>(
  rows: readonly Row[],
  request: PageRequest<Row, Position, Item>,
): { readonly shown: Shown<Row, Item>[]; readonly bad: BadRow[] } {
  const shown: Shown<Row, Item>[] = [];
  const bad: BadRow[] = [];
  for (const row of rows) {
    try {
      const item = request.toItem(row);
      const reason = faultOf(item, request.schema, request.positionOf(row));
      if (reason === undefined) shown.push({ row, item });
      else bad.push({ row, reason });
    } catch (error) {
      bad.push({ row, reason: error instanceof Error ? error.name : 'error' });
    }
  }
  return { shown, bad };
}

function faultOf(item: unknown, schema: z.ZodType, position: object): string | undefined {
  const { error } = schema.safeParse(item);
  if (error) return error.issues.map(({ path, code }) => `${path.join('.')}: ${code}`).join(', ');
  return Object.values(position).every(canBeInCursor) ? undefined : 'its place in the list';
}

/** PostgreSQL has null, infinity and years that a cursor cannot carry. */
function canBeInCursor(value: unknown): boolean {
  if (value instanceof Date) return value.getUTCFullYear() > 0 && value.getUTCFullYear() <= LAST_YEAR;
  return typeof value === 'string';
}
