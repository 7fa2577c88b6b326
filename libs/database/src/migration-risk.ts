import type { MigrationInterface } from 'typeorm';

/**
 * A migration that breaks rules of the migration lint. For each rule, `accepts` gives the reason why the previous
 * version of the service and its users can tolerate the migration.
 */
export interface RiskyMigration extends MigrationInterface {
  readonly accepts: Readonly<Record<string, string>>;
}

export function acceptedRisks(migration: object): RiskyMigration['accepts'] {
  if (!('accepts' in migration) || typeof migration.accepts !== 'object') return {};
  return Object.fromEntries(
    Object.entries(migration.accepts ?? {}).map(([rule, reason]) => [rule, String(reason)]),
  );
}
