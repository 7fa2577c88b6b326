import type { MigrationInterface } from 'typeorm';

/**
 * A migration that breaks rules of the migration lint. `accepts` maps each broken rule to the reason why the
 * migration is harmless for the previous version and its users.
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
