import { DataSource, type DataSourceOptions } from 'typeorm';
import { type DatabaseConfig, timePolicy } from '#libs/configuration';
import { columnTypes } from './column-types.ts';
import { connectionOptions } from './connection-options.ts';
import { SilentLogger } from './silent-logger.ts';
import { watchedClient } from './silence-watch.ts';

export type DatabaseClass = new () => object;

export interface DatabaseSchema {
  readonly entities: readonly DatabaseClass[];
  /** In execution order. */
  readonly migrations: readonly DatabaseClass[];
}

export interface Waits {
  /** The maximum wait for a free connection of the pool, or for a new connection. */
  readonly connectMs: number;
  readonly lockMs: number;
  readonly statementMs: number;
  /** How long PostgreSQL may send nothing while a query waits for a response. Then the connection is closed. */
  readonly silenceMs: number;
}

const { connectMs, lockMs, statementMs, silenceMs, maintenanceMs, maintenanceConnectMs } = timePolicy;

export const servingWaits: Waits = { connectMs, lockMs, statementMs, silenceMs };

/** Statements of migrations, seeds and tests may rewrite a table. */
const maintenanceWaits: Waits = {
  connectMs: maintenanceConnectMs,
  lockMs: maintenanceMs,
  statementMs: maintenanceMs,
  silenceMs: maintenanceMs + (silenceMs - statementMs),
};

const KEEP_ALIVE_DELAY_MS = 10_000;

export const MIGRATIONS_TABLE = 'schema_migrations';

interface DataSourceSettings {
  readonly waits?: Waits;
  /** Called when an idle connection breaks. The pool has already replaced the connection. */
  readonly onIdleError?: (error: unknown) => void;
}

/** Creates a pool for one database, without connecting. Only migrations change the schema. */
export function createDataSource(
  name: string,
  config: DatabaseConfig,
  schema: DatabaseSchema,
  { waits = maintenanceWaits, onIdleError = () => undefined }: DataSourceSettings = {},
): DataSource {
  const options: DataSourceOptions = {
    type: 'postgres',
    ...connectionOptions(config),
    applicationName: name,
    poolSize: config.poolSize,
    connectTimeoutMS: waits.connectMs,
    poolErrorHandler: onIdleError,
    logger: new SilentLogger(),
    synchronize: false,
    migrationsRun: false,
    migrationsTableName: MIGRATIONS_TABLE,
    entities: [...schema.entities],
    migrations: [...schema.migrations],
    extra: {
      types: columnTypes,
      Client: watchedClient(waits.silenceMs),
      lock_timeout: waits.lockMs,
      statement_timeout: waits.statementMs,
      idle_in_transaction_session_timeout: waits.statementMs,
      keepAlive: true,
      keepAliveInitialDelayMillis: KEEP_ALIVE_DELAY_MS,
    },
  };
  return new DataSource(options);
}
