import { type DataSource, MigrationExecutor, type QueryRunner } from 'typeorm';
import { timePolicy } from '#libs/configuration';
import { Deadline, retryWithin } from '#libs/runtime';
import { MIGRATIONS_TABLE } from './data-source.ts';

/** The key of the advisory lock. Any constant works, because each service has its own database. */
const MIGRATION_LOCK = 7_733_001;

const LOCK_NOT_AVAILABLE = '55P03';

/**
 * Runs the pending migrations and returns their names. If several processes start at the same time, one process
 * migrates. All other processes wait, and then find nothing to do. A migration waits at most half a second for the
 * lock of a table, because requests for that table wait behind it. Then the migration lets the requests pass and
 * tries again, for up to five minutes. So a migration without a transaction must work even if a part of it has
 * already run.
 */
export async function migrate(dataSource: DataSource): Promise<string[]> {
  const connection = dataSource.createQueryRunner();
  await connection.connect();
  try {
    await retryWithin(new Deadline(timePolicy.maintenanceMs), () => takeLock(connection), isLockTaken);
    await connection.query(`SET lock_timeout = ${timePolicy.migrationLockMs}`);
    const executor = new MigrationExecutor(dataSource, connection);
    executor.transaction = 'each';
    const pending = await executor.getPendingMigrations();
    const deadline = new Deadline(timePolicy.migrationMs);
    await retryWithin(deadline, () => executor.executePendingMigrations(), isLockTimeout);
    return pending.map(({ name }) => name);
  } finally {
    await giveBack(connection);
  }
}

/** Whether every migration has run. Unlike TypeORM's own check, it doesn't create the migrations table. */
export async function isMigrated(dataSource: DataSource): Promise<boolean> {
  const [{ exists = false } = {}] = await dataSource.query<{ exists?: boolean }[]>(
    'SELECT to_regclass($1) IS NOT NULL AS exists',
    [MIGRATIONS_TABLE],
  );
  if (!exists) return dataSource.migrations.length === 0;
  const rows = await dataSource.query<{ name: string }[]>(`SELECT name FROM ${MIGRATIONS_TABLE}`);
  const ran = new Set(rows.map(({ name }) => name));
  return dataSource.migrations.every(({ name, constructor }) => ran.has(name ?? constructor.name));
}

class LockTakenError extends Error {
  constructor() {
    super('A different process is still migrating this database. End that process, then try again');
  }
}

/**
 * Doesn't wait in PostgreSQL, because a waiting statement has a snapshot. The migrating process may run CREATE INDEX
 * CONCURRENTLY, which waits for older snapshots. Then both processes would wait for each other.
 */
async function takeLock(connection: QueryRunner): Promise<void> {
  const sql = 'SELECT pg_try_advisory_lock($1) AS locked';
  const [row] = await connection.manager.query<{ locked: boolean }[]>(sql, [MIGRATION_LOCK]);
  if (row?.locked !== true) throw new LockTakenError();
}

function isLockTaken(error: unknown): boolean {
  return error instanceof LockTakenError;
}

function isLockTimeout(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === LOCK_NOT_AVAILABLE;
}

/** If the connection broke, PostgreSQL has already released the lock and discarded the settings. */
async function giveBack(connection: QueryRunner): Promise<void> {
  try {
    await connection.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
    await connection.query('RESET lock_timeout');
  } catch {
    // The caller already gets the error that broke the connection.
  } finally {
    await connection.release();
  }
}
