import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import { type DataSource, type EntityMetadata, QueryFailedError } from 'typeorm';
import { poolOf } from './pool.ts';
import { type Parameter, PreparedQuery, type PreparedStatement } from './prepared-query.ts';

/** "Cached plan must not change result type": a migration changed a column after the connection prepared the read. */
const STALE_PLAN = '0A000';

/** PostgreSQL truncates longer statement names. */
const MAX_NAME = 63;

interface Compiled {
  readonly pool: Pool;
  readonly columns: EntityMetadata['columns'];
  readonly statement: PreparedStatement;
}

/**
 * A frequent query with constant SQL and parameters (`$1`, `$2`). Each connection parses and plans the query once. The
 * query uses TypeORM's pool and returns entities with TypeORM's conversions. PostgreSQL may use one plan for all
 * parameter values. The query-plan test checks that plan. For optional filters, use TypeORM's query builder.
 * `new PreparedRead(database, CardEntity, 'WHERE account_id = $1 ORDER BY ordered_at DESC LIMIT $2')`
 */
export class PreparedRead<Row extends object> {
  private compiled: Compiled | undefined;

  constructor(
    private readonly database: DataSource,
    private readonly entity: new () => Row,
    /** The SQL after `SELECT … FROM table`. */
    private readonly condition: string,
  ) {}

  /** Throws TypeORM's QueryFailedError, as queries of TypeORM do. */
  async all(values: readonly Parameter[]): Promise<Row[]> {
    const { driver } = this.database;
    const { pool, columns, statement } = (this.compiled ??= this.compile());
    this.database.logger.logQuery(statement.text, [...values]);
    const rows = await send(pool, statement, values);
    return rows.map((row) => {
      const entity = new this.entity();
      columns.forEach((column, index) => {
        column.setEntityValue(entity, driver.prepareHydratedValue(row[index], column));
      });
      return entity;
    });
  }

  async first(values: readonly Parameter[]): Promise<Row | null> {
    const [row = null] = await this.all(values);
    return row;
  }

  private compile(): Compiled {
    const { tableName, tablePath, columns } = this.database.getMetadata(this.entity);
    const { driver } = this.database;
    const names = columns.map(({ databaseName }) => driver.escape(databaseName)).join(', ');
    const text = `SELECT ${names} FROM ${driver.escape(tablePath)} ${this.condition}`;
    const digest = createHash('sha256').update(text).digest('hex').slice(0, 16);
    const name = `${digest}_${tableName}`.slice(0, MAX_NAME);
    return { pool: poolOf(this.database), columns, statement: { name, text } };
  }
}

/**
 * After a failed query, the pool closes the connection. So each attempt removes a connection that has an outdated
 * plan.
 */
async function send(
  pool: Pool,
  statement: PreparedStatement,
  values: readonly Parameter[],
): Promise<unknown[][]> {
  for (let attempts = pool.options.max; ; attempts -= 1) {
    try {
      return await rowsOf(pool, new PreparedQuery(statement, [...values]));
    } catch (error) {
      if (attempts > 0 && codeOf(error) === STALE_PLAN) continue;
      throw error instanceof Error ? new QueryFailedError(statement.text, [...values], error) : error;
    }
  }
}

function rowsOf(pool: Pool, query: PreparedQuery): Promise<unknown[][]> {
  return new Promise((resolve, reject) => {
    pool.query(query, (error: Error | null) => (error ? reject(error) : resolve(query.rows)));
  });
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
