import { AbstractLogger, type QueryRunner } from 'typeorm';
import { recordQuery } from './query-records.ts';

/** A statement as the service sends it. */
export interface Statement {
  readonly sql: string;
  readonly parameters: readonly unknown[];
  /** Whether PostgreSQL may use one plan for all parameters. */
  readonly isPrepared: boolean;
}

/** The maximum number of calls with different parameters that are kept for each statement. */
const KEPT = 25;

/** Statements that EXPLAIN accepts. All other statements control transactions and sessions. */
const EXPLAINABLE = /^\s*(?:SELECT|WITH|INSERT|UPDATE|DELETE|MERGE)\b/i;

/** Records the statements that a data source sends, by their shape. */
export class StatementRecorder extends AbstractLogger {
  private readonly byShape = new Map<string, Map<string, Statement>>();

  /** TypeORM names the query runner of its own statements; a PreparedRead has no query runner. */
  override logQuery(sql: string, parameters: unknown[] = [], runner?: QueryRunner): void {
    if (!EXPLAINABLE.test(sql)) return;
    const shape = shapeOf(sql);
    const known = this.byShape.get(shape) ?? new Map<string, Statement>();
    if (!this.byShape.has(shape)) recordQuery('sent', shape);
    this.byShape.set(shape, known);
    if (known.size >= KEPT) return;
    known.set(JSON.stringify([sql, parameters]), { sql, parameters, isPrepared: runner === undefined });
  }

  /** The recorded statements by their shape. */
  get statements(): ReadonlyMap<string, readonly Statement[]> {
    return new Map([...this.byShape].map(([shape, known]) => [shape, [...known.values()]]));
  }

  protected writeLog(): void {
    // Statements are kept in memory and not logged.
  }
}

/** The text of a statement without the parts that differ between calls: parameters, their number, and limits. */
export function shapeOf(sql: string): string {
  return sql
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/\$\d+/g, '$n')
    .replace(/\b(LIMIT|OFFSET) \d+/gi, '$1 n')
    .replace(/\$n(?:, ?\$n)+/g, '$n')
    .replace(/(\((?:[^()]*)\$n(?:[^()]*)\))(?:, ?\1)+/g, '$1');
}
