import { AbstractLogger, DataSource, type MigrationInterface } from 'typeorm';
import { acceptedRisks } from '#libs/database';
import type { ServiceDefinition } from '#libs/service-kit';
import { createTestDatabase } from '#libs/stand-ins';
import { type MigrationFault, lintMigration } from './lint-migration.ts';

const CONTROL = /^\s*(?:START TRANSACTION|COMMIT|ROLLBACK)\b/i;

class SqlRecorder extends AbstractLogger {
  readonly statements: string[] = [];

  override logQuery(sql: string): void {
    if (!CONTROL.test(sql)) this.statements.push(sql);
  }

  protected writeLog(): void {
    // The recorder keeps statements and writes no log.
  }
}

/**
 * Finds indexed times that are more precise than milliseconds. Lists sort by these times, but cursors contain only
 * milliseconds.
 */
const FINE_TIMES = `
  SELECT DISTINCT attrelid::regclass || '.' || attname AS name FROM pg_index
  JOIN pg_attribute ON attrelid = indrelid AND attnum = ANY(indkey)
  WHERE atttypid IN ('timestamptz'::regtype, 'timestamp'::regtype) AND atttypmod <> 3
    AND attrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)
`;

/**
 * Declares tests that run a service's migrations on a real PostgreSQL. Each migration must be safe while the previous
 * version of the service is running, so the tests lint its statements. A migration can declare exceptions in
 * `accepts`.
 */
export function testMigrations(definition: ServiceDefinition): void {
  const migrations = definition.schema?.migrations ?? [];
  const faults: string[] = [];
  let fineTimes: readonly { readonly name: string }[];

  beforeAll(async () => {
    const database = await createTestDatabase({ isPristine: true });
    const dataSource = await new DataSource({ type: 'postgres', url: database.url }).initialize();
    for (const Migration of migrations) {
      const migration = new Migration();
      if (isMigration(migration)) faults.push(...(await faultsOf(dataSource, migration, Migration.name)));
    }
    fineTimes = await dataSource.query(FINE_TIMES);
    await dataSource.destroy();
    await database.drop();
  });

  it('the migrations change the schema without breaking or blocking the running version', () => {
    expect(migrations.length).toBeGreaterThan(0);
    expect(faults).toEqual([]);
  });

  it('the migrations store indexed times with millisecond precision', () => {
    expect(fineTimes.map(({ name }) => name)).toEqual([]);
  });
}

async function faultsOf(
  dataSource: DataSource,
  migration: MigrationInterface,
  name: string,
): Promise<string[]> {
  const inTransaction = migration.transaction ?? true;
  const found = lintMigration(await statementsOf(dataSource, migration, inTransaction), inTransaction);
  const accepted = acceptedRisks(migration);
  const refused = found.filter(({ rule }) => !accepted[rule]);
  const unused = Object.keys(accepted).filter((rule) => !found.some((fault) => fault.rule === rule));
  return [
    ...refused.map((fault) => `${name}: ${describeFault(fault)}`),
    ...unused.map((rule) => `${name} accepts ${rule}, but does not break it. Remove it.`),
  ];
}

function describeFault({ rule, message }: MigrationFault): string {
  return `${message} (${rule}; to allow it, set \`accepts = { '${rule}': 'the reason' }\`)`;
}

async function statementsOf(
  dataSource: DataSource,
  migration: MigrationInterface,
  inTransaction: boolean,
): Promise<string[]> {
  const recorder = new SqlRecorder(false);
  const runner = dataSource.createQueryRunner();
  dataSource.logger = recorder;
  try {
    if (inTransaction) await runner.startTransaction();
    await migration.up(runner);
    if (inTransaction) await runner.commitTransaction();
  } finally {
    await runner.release();
  }
  return recorder.statements;
}

function isMigration(value: object): value is MigrationInterface {
  return 'up' in value && 'down' in value;
}
