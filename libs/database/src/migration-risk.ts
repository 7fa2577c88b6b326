import type { MigrationInterface } from 'typeorm';

/**
 * A migration that does what the migration lint refuses. Each rule that it breaks has a reason, which says why the
 * previous version of the service and its users can bear it.
 */
export interface RiskyMigration extends MigrationInterface {
  readonly accepts: Readonly<Record<string, string>>;
}

/** The reasons of a migration, by rule; empty for one without. */
export function acceptedRisks(migration: object): RiskyMigration['accepts'] {
  if (!('accepts' in migration) || typeof migration.accepts !== 'object') return {};
  return Object.fromEntries(
    Object.entries(migration.accepts ?? {}).map(([rule, reason]) => [rule, String(reason)]),
  );
}
