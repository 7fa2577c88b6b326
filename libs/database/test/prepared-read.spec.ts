import { Column, DataSource, Entity, PrimaryColumn, QueryFailedError } from 'typeorm';
import { types } from 'pg';
import { columnTypes } from '../src/column-types.ts';
import { PreparedRead, createDataSource, minorUnits, servingWaits } from '../src/index.ts';
import { createTestDatabase } from '#libs/stand-ins';

const ACCOUNTS = ['a', 'b', 'c'];

@Entity('notes')
class NoteEntity {
  @PrimaryColumn('text', { name: 'note_id' })
  noteId!: string;

  @Column('text', { name: 'account_id' })
  accountId!: string;

  @Column('bigint', { transformer: minorUnits })
  amount!: number;

  @Column('date', { name: 'due_date', nullable: true })
  dueDate!: string | null;

  @Column('timestamptz', { name: 'written_at' })
  writtenAt!: Date;
}

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let dataSource: DataSource;
let notes: PreparedRead<NoteEntity>;

beforeAll(async () => {
  database = await createTestDatabase();
  const schema = { entities: [NoteEntity], migrations: [] };
  const config = { kind: 'url', url: database.url, poolSize: 3, roles: undefined } as const;
  dataSource = await createDataSource('notes', config, schema, { waits: servingWaits }).initialize();
});

beforeEach(async () => {
  await dataSource.query('DROP TABLE IF EXISTS notes');
  await dataSource.query(
    'CREATE TABLE notes (note_id text PRIMARY KEY, account_id text, amount bigint, due_date date, written_at timestamptz)',
  );
  await dataSource.query(
    `INSERT INTO notes SELECT account || n, account, 5400 * n, CASE n WHEN 1 THEN '2026-06-15'::date END, now()
     FROM unnest($1::text[]) AS account, generate_series(1, 2) AS n`,
    [ACCOUNTS],
  );
  notes = new PreparedRead(dataSource, NoteEntity, 'WHERE account_id = $1 ORDER BY note_id LIMIT $2');
});

afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});

it('a prepared read returns the same entities as TypeORM', async () => {
  const found = await notes.all(['a', 10]);
  const repository = dataSource.getRepository(NoteEntity);
  expect(found).toStrictEqual(await repository.find({ where: { accountId: 'a' }, order: { noteId: 'ASC' } }));
  expect(found).toHaveLength(2);
});

it('a prepared read returns null for the first row of an empty result', async () => {
  expect(await notes.first(['a', 1])).toBeInstanceOf(NoteEntity);
  expect(await notes.first(['nobody', 1])).toBeNull();
});

it('a prepared read is prepared once per connection', async () => {
  const read = new PreparedRead(dataSource, NoteEntity, 'WHERE account_id = $1 -- of this test');
  for (let turn = 0; turn < 20; turn += 1) await read.all([ACCOUNTS[turn % ACCOUNTS.length] ?? null]);
  const [prepared] = await dataSource.query<[{ count: number; calls: number }]>(
    `SELECT count(*)::int AS count, sum(generic_plans + custom_plans)::int AS calls
     FROM pg_prepared_statements WHERE statement LIKE '%of this test'`,
  );
  expect(prepared).toEqual({ count: 1, calls: 20 });
});

it('a prepared read is prepared again after a migration has changed a column', async () => {
  await Promise.all(ACCOUNTS.map((account) => notes.all([account, 1])));
  const [open] = await dataSource.query<[{ count: number }]>(
    `SELECT count(*)::int AS count FROM pg_stat_activity WHERE application_name = 'notes'`,
  );
  expect(open.count).toBe(3);
  await dataSource.query('ALTER TABLE notes ALTER COLUMN amount TYPE integer');
  expect(await Promise.all(ACCOUNTS.map((account) => notes.first([account, 1])))).toMatchObject([
    { amount: 5400 },
    { amount: 5400 },
    { amount: 5400 },
  ]);
});

it('a prepared read returns the same values at the first and at later executions', async () => {
  const read = new PreparedRead(dataSource, NoteEntity, 'WHERE written_at <= $1 ORDER BY note_id');
  const now = new Date();
  const first = await read.all([now]);
  expect(first).toHaveLength(6);
  expect(await read.all([now])).toStrictEqual(first);
  expect(await read.all([null])).toEqual([]);
});

it('a prepared read throws the error of an unreadable column, and works again afterwards', async () => {
  const read = new PreparedRead(dataSource, NoteEntity, 'WHERE note_id = $1');
  columnTypes.setTypeParser(types.builtins.DATE, () => {
    throw new Error('no date');
  });
  await expect(read.all(['a1'])).rejects.toThrow('no date');
  columnTypes.setTypeParser(types.builtins.DATE, (text: string) => text);
  expect(await read.first(['a1'])).toMatchObject({ dueDate: '2026-06-15' });
});

it("a prepared read throws TypeORM's error if PostgreSQL rejects the statement", async () => {
  await dataSource.query('DROP TABLE notes');
  const failure = await notes.all(['a', 1]).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(QueryFailedError);
  expect(failure).toMatchObject({ driverError: { code: '42P01' } });
});
