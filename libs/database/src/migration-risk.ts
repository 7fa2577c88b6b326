import type { MigrationInterface } from 'typeorm';

/**
 * A migration that breaks rules of the migration lint. For each rule it gives the reason why the previous version of
 * the service and its users can accept the risk.
 */
export interface RiskyMigration extends MigrationInterface {
  readonly accepts: Readonly<Record<string, string>>;
}

/** The reasons that a migration gives for accepting a risk, by rule. Empty if it gives none. */
export function acceptedRisks(migration: object): RiskyMigration['accepts'] {
  if (!('accepts' in migration) || typeof migration.accepts !== 'object') return {};
  return Object.fromEntries(
    Object.entries(migration.accepts ?? {}).map(([rule, reason]) => [rule, String(reason)]),
  );
}
