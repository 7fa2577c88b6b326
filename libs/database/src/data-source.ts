import { DataSource, type DataSourceOptions } from 'typeorm';
import type { DatabaseConfig } from '#libs/runtime';
import { connectionOptions } from './connection-options.ts';

/** A class of TypeORM: an entity or a migration. */
export type DatabaseClass = new () => object;

/** What a service keeps in its database. */
export interface DatabaseSchema {
  readonly entities: readonly DatabaseClass[];
  /** In the order in which they run. */
  readonly migrations: readonly DatabaseClass[];
}

/** How long a statement may take, in ms: past every deadline, before it piles up. */
const STATEMENT_TIMEOUT_MS = 5_000;

export const MIGRATIONS_TABLE = 'schema_migrations';

/** A pool for one database, not connected yet. The schema changes by migrations alone. */
export function createDataSource(name: string, config: DatabaseConfig, schema: DatabaseSchema): DataSource {
  const options: DataSourceOptions = {
    type: 'postgres',
    ...connectionOptions(config),
    applicationName: name,
    poolSize: config.poolSize,
    connectTimeoutMS: 2_000,
    synchronize: false,
    migrationsRun: false,
    migrationsTableName: MIGRATIONS_TABLE,
    entities: [...schema.entities],
    migrations: [...schema.migrations],
    extra: {
      statement_timeout: STATEMENT_TIMEOUT_MS,
      idle_in_transaction_session_timeout: STATEMENT_TIMEOUT_MS,
      keepAlive: true,
    },
  };
  return new DataSource(options);
}
