import type { DataSource, MigrationInterface, QueryRunner } from 'typeorm';
import { createTestDatabase } from '#libs/stand-ins';
import { timePolicy } from '#libs/configuration';
import { MIGRATIONS_TABLE, createDataSource, isMigrated, migrate } from '../src/index.ts';

class CreateBooks1750000000001 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    // The statement has no IF NOT EXISTS, so a second run would fail.
    await queryRunner.query(`CREATE TABLE books (book_id text PRIMARY KEY)`);
    await queryRunner.query(`SELECT pg_sleep(0.2)`);
  }

  async down(): Promise<void> {
    // These tests don't revert migrations.
  }
}

class KeepTimeout1750000000002 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`INSERT INTO books SELECT current_setting('statement_timeout')`);
  }

  async down(): Promise<void> {
    // These tests don't revert migrations.
  }
}

class Fail1750000000003 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`INSERT INTO books VALUES ('half')`);
    await queryRunner.query(`SELECT 1 / 0`);
  }

  async down(): Promise<void> {
    // These tests don't revert migrations.
  }
}

const migrations = [CreateBooks1750000000001, KeepTimeout1750000000002];
const names = migrations.map(({ name }) => name);

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let sources: DataSource[];

beforeEach(async () => {
  database = await createTestDatabase();
  sources = [];
});

afterEach(async () => {
  jest.restoreAllMocks();
  for (const source of sources) await source.destroy();
  await database.drop();
});

async function connect(run = migrations, poolSize = 10): Promise<DataSource> {
  const config = { kind: 'url', url: database.url, poolSize } as const;
  const source = await createDataSource('test', config, { entities: [], migrations: run }).initialize();
  sources.push(source);
  return source;
}

it('migrate runs each migration once, even if several processes start at the same time', async () => {
  const started = await Promise.all(Array.from({ length: 4 }, () => connect()));
  const ran = await Promise.all(started.map(migrate));
  expect(ran.toSorted((a, b) => b.length - a.length)).toEqual([names, [], [], []]);
  const [first] = started;
  expect(await first?.query(`SELECT name FROM ${MIGRATIONS_TABLE} ORDER BY id`)).toEqual(
    names.map((name) => ({ name })),
  );
});

class IndexBooks1750000000005 implements MigrationInterface {
  readonly transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`SELECT pg_sleep(0.5)`);
    await queryRunner.query(`DROP INDEX CONCURRENTLY IF EXISTS books_by_id`);
    await queryRunner.query(`CREATE INDEX CONCURRENTLY books_by_id ON books (book_id)`);
  }

  async down(): Promise<void> {
    // These tests don't revert migrations.
  }
}

it('migrate builds an index concurrently while a different process waits for the migration lock', async () => {
  const run = [CreateBooks1750000000001, IndexBooks1750000000005];
  const started = await Promise.all([connect(run), connect(run)]);
  const ran = await Promise.all(started.map(migrate));
  expect(ran.toSorted((a, b) => b.length - a.length)).toEqual([run.map(({ name }) => name), []]);
});

it('migrate runs only new migrations when it runs again', async () => {
  await migrate(await connect([CreateBooks1750000000001]));
  expect(await migrate(await connect())).toEqual([KeepTimeout1750000000002.name]);
  expect(await migrate(await connect())).toEqual([]);
});

it('migrate needs only one connection, and allows slow statements', async () => {
  const source = await connect(migrations, 1);
  await migrate(source);
  expect(await source.query('SELECT book_id FROM books')).toEqual([{ book_id: '1h' }]);
});

it('migrate rolls back a failing migration, keeps earlier migrations, and releases the lock', async () => {
  const failing = await connect([...migrations, Fail1750000000003], 1);
  await expect(migrate(failing)).rejects.toThrow('division by zero');
  expect(await failing.query(`SELECT book_id FROM books WHERE book_id = 'half'`)).toEqual([]);
  expect(await migrate(await connect())).toEqual([]);
});

class AddTitle1750000000004 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE books ADD title text`);
  }

  async down(): Promise<void> {
    // These tests don't revert migrations.
  }
}

it('migrate lets requests pass while it waits for a table lock, and continues when it gets the lock', async () => {
  const source = await connect([CreateBooks1750000000001]);
  await migrate(source);
  const migrating = await connect([CreateBooks1750000000001, AddTitle1750000000004]);
  const holder = source.createQueryRunner();
  await holder.startTransaction();
  await holder.query('SELECT FROM books');

  const migrated = migrate(migrating);
  await untilWaitingForLock(source);
  const reader = await connect([], 1);
  await reader.query(`SET lock_timeout = ${timePolicy.lockMs}`);
  for (let read = 0; read < 5; read += 1) expect(await reader.query('SELECT FROM books')).toEqual([]);

  await holder.commitTransaction();
  await holder.release();
  expect(await migrated).toEqual([AddTitle1750000000004.name]);
  expect(await source.query('SELECT title FROM books')).toEqual([]);
});

it('migrate restores the settings of the connection', async () => {
  const source = await connect([CreateBooks1750000000001]);
  const before: unknown = await source.query('SHOW lock_timeout');
  await migrate(source);
  expect(await source.query('SHOW lock_timeout')).toEqual(before);
});

async function untilWaitingForLock(source: DataSource): Promise<void> {
  for (;;) {
    const waiting: unknown[] = await source.query(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    if (waiting.length > 0) return;
  }
}

it('isMigrated returns whether every migration has run, and changes nothing', async () => {
  const source = await connect();
  expect(await isMigrated(source)).toBe(false);
  expect(await source.query(`SELECT to_regclass('${MIGRATIONS_TABLE}') AS found`)).toEqual([{ found: null }]);
  await migrate(await connect([CreateBooks1750000000001]));
  expect(await isMigrated(source)).toBe(false);
  await migrate(source);
  expect(await isMigrated(source)).toBe(true);
});
