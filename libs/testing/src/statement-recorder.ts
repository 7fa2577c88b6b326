import { AbstractLogger, type QueryRunner } from 'typeorm';
import { recordQuery } from './query-records.ts';

export interface Statement {
  readonly sql: string;
  readonly parameters: readonly unknown[];
  /** PostgreSQL can use one plan for all parameters of a prepared statement. */
  readonly isPrepared: boolean;
}

/** The maximum number of recorded calls for each statement, all with different parameters. */
const KEPT = 25;

/** EXPLAIN accepts these statements. All other statements control transactions and sessions. */
const EXPLAINABLE = /^\s*(?:SELECT|WITH|INSERT|UPDATE|DELETE|MERGE)\b/i;

export class StatementRecorder extends AbstractLogger {
  private readonly byShape = new Map<string, Map<string, Statement>>();

  /** TypeORM passes a query runner with its statements. A PreparedRead passes none. */
  override logQuery(sql: string, parameters: unknown[] = [], runner?: QueryRunner): void {
    if (!EXPLAINABLE.test(sql)) return;
    const shape = shapeOf(sql);
    const known = this.byShape.get(shape) ?? new Map<string, Statement>();
    if (!this.byShape.has(shape)) recordQuery('sent', shape);
    this.byShape.set(shape, known);
    if (known.size >= KEPT) return;
    known.set(JSON.stringify([sql, parameters]), { sql, parameters, isPrepared: runner === undefined });
  }

  get statements(): ReadonlyMap<string, readonly Statement[]> {
    return new Map([...this.byShape].map(([shape, known]) => [shape, [...known.values()]]));
  }

  protected writeLog(): void {
    // The recorder keeps statements in memory and writes no log.
  }
}

/** Replaces the parts that differ between calls: parameters, limits, and the lengths of lists. */
export function shapeOf(sql: string): string {
  return sql
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/\$\d+/g, '$n')
    .replace(/\b(LIMIT|OFFSET) \d+/gi, '$1 n')
    .replace(/\$n(?:, ?\$n)+/g, '$n')
    .replace(/(\((?:[^()]*)\$n(?:[^()]*)\))(?:, ?\1)+/g, '$1');
}
