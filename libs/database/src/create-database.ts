import { escapeIdentifier } from 'pg';
import type { DatabaseConfig } from '#libs/configuration';
import type { Deadline } from '#libs/runtime';
import { connect } from './connect.ts';
import { createDataSource } from './data-source.ts';

const MAINTENANCE_DATABASE = 'postgres';
/**
 * `duplicate_database` and `unique_violation`. PostgreSQL returns the latter if two processes create a database at
 * the same time.
 */
const EXISTS = new Set<unknown>(['42P04', '23505']);

/**
 * Does nothing if the database exists. The configuration's user must be allowed to create databases. Retries errors
 * of the infrastructure until the deadline, like `connect`.
 */
export async function createDatabase(
  application: string,
  config: DatabaseConfig,
  deadline: Deadline,
  onFailure: (error: unknown) => void,
): Promise<void> {
  const { name, maintenance } = maintenanceOf(config);
  const source = createDataSource(application, maintenance, { entities: [], migrations: [] });
  await connect(source, deadline, onFailure);
  try {
    const found: unknown[] = await source.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    if (found.length === 0)
      await source.query(`CREATE DATABASE ${escapeIdentifier(name)}`).catch(ignoreExisting);
  } finally {
    await source.destroy();
  }
}

function maintenanceOf(config: DatabaseConfig): {
  readonly name: string;
  readonly maintenance: DatabaseConfig;
} {
  if (config.kind !== 'url') {
    return { name: config.name, maintenance: { ...config, name: MAINTENANCE_DATABASE } };
  }
  const url = new URL(config.url);
  const name = decodeURIComponent(url.pathname.slice(1));
  url.pathname = `/${MAINTENANCE_DATABASE}`;
  return { name, maintenance: { ...config, url: url.href } };
}

function ignoreExisting(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && EXISTS.has(error.code))) throw error;
}
