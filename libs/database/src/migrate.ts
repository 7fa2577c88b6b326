import { type DataSource, MigrationExecutor } from 'typeorm';

/** Taken by whoever migrates a database; any constant will do, for each service has a database of its own. */
const MIGRATION_LOCK = 7_733_001;

/**
 * Brings the schema up to date, once, however many processes ask at the same time: the others wait for
 * the advisory lock and then find nothing to do. All of it runs on one connection, on which a statement may
 * take as long as it takes. Returns the names of the migrations that ran.
 */
export async function migrate(dataSource: DataSource): Promise<string[]> {
  const connection = dataSource.createQueryRunner();
  await connection.connect();
  try {
    await connection.query('SET statement_timeout = 0');
    await connection.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const executor = new MigrationExecutor(dataSource, connection);
    executor.transaction = 'each';
    const migrations = await executor.executePendingMigrations();
    return migrations.map(({ name }) => name);
  } finally {
    await connection.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
    await connection.query('RESET statement_timeout');
    await connection.release();
  }
}
