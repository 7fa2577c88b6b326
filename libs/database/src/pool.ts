import type { DataSource } from 'typeorm';
import type { PoolUse } from '#libs/telemetry';

/** The pool of pg behind a connected data source. Throws an Error where there is none. */
export function poolOf({ driver }: DataSource): PoolUse {
  const pool: unknown = 'master' in driver ? driver.master : undefined;
  if (!isPool(pool)) throw new Error('TypeORM keeps its connections in no pool of pg');
  return pool;
}

function isPool(value: unknown): value is PoolUse {
  return (
    typeof value === 'object' &&
    value !== null &&
    'totalCount' in value &&
    'idleCount' in value &&
    'waitingCount' in value
  );
}
