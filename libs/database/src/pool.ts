import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';

/** The pool of pg behind a connected data source. Throws an Error where there is none. */
export function poolOf({ driver }: DataSource): Pool {
  const pool: unknown = 'master' in driver ? driver.master : undefined;
  if (!isPool(pool)) throw new Error('TypeORM keeps its connections in no pool of pg');
  return pool;
}

/** Checked by shape: TypeORM loads pg itself, so its class may be another one than ours. */
function isPool(value: unknown): value is Pool {
  return (
    typeof value === 'object' &&
    value !== null &&
    'query' in value &&
    'totalCount' in value &&
    'idleCount' in value &&
    'waitingCount' in value
  );
}
