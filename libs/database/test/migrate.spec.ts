import type { DataSource, MigrationInterface, QueryRunner } from 'typeorm';
import { createTestDatabase } from '#libs/stand-ins';
import { MIGRATIONS_TABLE, createDataSource, migrate } from '../src/index.ts';

class CreateBooks1750000000001 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    // Not "IF NOT EXISTS": a second run fails.
    await queryRunner.query(`CREATE TABLE books (book_id text PRIMARY KEY)`);
    await queryRunner.query(`SELECT pg_sleep(0.2)`);
  }

  async down(): Promise<void> {
    // nothing goes back here
  }
}

class KeepTimeout1750000000002 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`INSERT INTO books SELECT current_setting('statement_timeout')`);
  }

  async down(): Promise<void> {
    // nothing goes back here
  }
}

class Fail1750000000003 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`INSERT INTO books VALUES ('half')`);
    await queryRunner.query(`SELECT 1 / 0`);
  }

  async down(): Promise<void> {
    // nothing goes back here
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

it('migrates once, however many start at the same time', async () => {
  const started = await Promise.all(Array.from({ length: 4 }, () => connect()));
  const ran = await Promise.all(started.map(migrate));
  expect(ran.toSorted((a, b) => b.length - a.length)).toEqual([names, [], [], []]);
  const [first] = started;
  expect(await first?.query(`SELECT name FROM ${MIGRATIONS_TABLE} ORDER BY id`)).toEqual(
    names.map((name) => ({ name })),
  );
});

it('runs only what is new when it runs again', async () => {
  await migrate(await connect([CreateBooks1750000000001]));
  expect(await migrate(await connect())).toEqual([KeepTimeout1750000000002.name]);
  expect(await migrate(await connect())).toEqual([]);
});

it('needs one connection only, on which a statement may take its time', async () => {
  const source = await connect(migrations, 1);
  await migrate(source);
  expect(await source.query('SELECT book_id FROM books')).toEqual([{ book_id: '0' }]);
  expect(await source.query('SHOW statement_timeout')).toEqual([{ statement_timeout: '5s' }]);
});

it('takes back a migration that fails, keeps those before it, and lets others go on', async () => {
  jest.spyOn(console, 'log').mockReturnValue();
  const failing = await connect([...migrations, Fail1750000000003], 1);
  await expect(migrate(failing)).rejects.toThrow('division by zero');
  expect(await failing.query(`SELECT book_id FROM books WHERE book_id = 'half'`)).toEqual([]);
  expect(await migrate(await connect())).toEqual([]);
});
