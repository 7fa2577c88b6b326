import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';

export function poolOf({ driver }: DataSource): Pool {
  const pool: unknown = 'master' in driver ? driver.master : undefined;
  if (!isPool(pool)) throw new Error('TypeORM has no pool of pg');
  return pool;
}

/** Not `instanceof`, because TypeORM loads its own copy of pg. */
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
