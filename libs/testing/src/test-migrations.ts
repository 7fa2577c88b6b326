import { AbstractLogger, DataSource, type MigrationInterface } from 'typeorm';
import { acceptedRisks } from '#libs/database';
import type { ServiceDefinition } from '#libs/service-kit';
import { createTestDatabase } from '#libs/stand-ins';
import { type MigrationFault, lintMigration } from './lint-migration.ts';

const CONTROL = /^\s*(?:START TRANSACTION|COMMIT|ROLLBACK)\b/i;

/** Records every statement of a migration. */
class SqlRecorder extends AbstractLogger {
  readonly statements: string[] = [];

  override logQuery(sql: string): void {
    if (!CONTROL.test(sql)) this.statements.push(sql);
  }

  protected writeLog(): void {
    // The recorder stores the statements and logs nothing.
  }
}

/**
 * Finds indexed times with more precision than milliseconds. Lists sort by them, but cursors contain only milliseconds.
 */
const FINE_TIMES = `
  SELECT DISTINCT attrelid::regclass || '.' || attname AS name FROM pg_index
  JOIN pg_attribute ON attrelid = indrelid AND attnum = ANY(indkey)
  WHERE atttypid IN ('timestamptz'::regtype, 'timestamp'::regtype) AND atttypmod <> 3
    AND attrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)
`;

/**
 * Declares the tests of a service's migrations, which run on a real PostgreSQL. Each migration must be safe while the
 * previous version of the service is running, so its statements are linted. `accepts` of a migration allows exceptions.
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

  it('changes the schema without breaking or blocking the running version', () => {
    expect(migrations.length).toBeGreaterThan(0);
    expect(faults).toEqual([]);
  });

  it('stores indexed times in milliseconds (timestamptz(3)), like cursors', () => {
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
