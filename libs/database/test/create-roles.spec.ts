import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTestDatabase } from '#libs/stand-ins';
import { type DatabaseRoles, createDataSource, createRoles, migrate } from '../src/index.ts';

const PASSWORD = 'of-this-test';

class CreateBooks1750000000001 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE TABLE books (book_id serial PRIMARY KEY, title text)`);
  }

  async down(): Promise<void> {
    // These tests don't revert migrations.
  }
}

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let server: Client;
let administrator: string;
let roles: DatabaseRoles;

/** As on RDS, the administrator is not a superuser. The administrator owns the database and can create roles. */
beforeEach(async () => {
  database = await createTestDatabase();
  server = new Client({ connectionString: database.url });
  await server.connect();
  const suffix = randomBytes(6).toString('hex');
  administrator = `administrator_${suffix}`;
  roles = { serving: `serving_${suffix}`, migrating: `migrating_${suffix}` };
  await server.query(`CREATE ROLE ${administrator} LOGIN CREATEROLE PASSWORD '${PASSWORD}'`);
  await server.query(`ALTER DATABASE "${new URL(database.url).pathname.slice(1)}" OWNER TO ${administrator}`);
});

afterEach(async () => {
  await server.end();
  await database.drop();
});

async function as<T>(user: string, work: (source: ReturnType<typeof sourceOf>) => Promise<T>): Promise<T> {
  const source = await sourceOf(user).initialize();
  try {
    return await work(source);
  } finally {
    await source.destroy();
  }
}

function sourceOf(user: string) {
  const url = new URL(database.url);
  Object.assign(url, { username: user, password: PASSWORD });
  const config = { kind: 'url', url: url.href, poolSize: 1 } as const;
  return createDataSource('test', config, { entities: [], migrations: [CreateBooks1750000000001] });
}

async function makeRoles(): Promise<void> {
  await as(administrator, (source) => createRoles(source, roles));
  for (const role of [roles.serving, roles.migrating]) {
    await server.query(`ALTER ROLE ${role} PASSWORD '${PASSWORD}'`);
  }
}

it('createRoles lets the migrating role create tables, and lets the serving role read and write the rows', async () => {
  await makeRoles();
  expect(await as(roles.migrating, migrate)).toEqual([CreateBooks1750000000001.name]);
  await as(roles.serving, async (source) => {
    await source.query(`INSERT INTO books (title) VALUES ('Atlas')`);
    await source.query(`UPDATE books SET title = 'Atlas of clouds'`);
    expect(await source.query('SELECT title FROM books')).toEqual([{ title: 'Atlas of clouds' }]);
    await source.query('DELETE FROM books');
    expect(await source.showMigrations()).toBe(false);
  });
});

it.each([
  'CREATE TABLE mine (id int)',
  'ALTER TABLE books ADD mine int',
  'DROP TABLE books',
  'TRUNCATE books',
])('createRoles does not let the serving role run %s', async (statement) => {
  await makeRoles();
  await as(roles.migrating, migrate);
  await as(roles.serving, (source) =>
    expect(source.query(statement)).rejects.toThrow(/permission denied|must be owner/),
  );
});

it('createRoles has the same result if it runs twice, even at the same time', async () => {
  await Promise.all([makeRoles(), as(administrator, (source) => createRoles(source, roles))]);
  const before = await privileges();
  expect(before).toHaveLength(2);
  await as(administrator, (source) => createRoles(source, roles));
  expect(await privileges()).toEqual(before);
});

it("createRoles does not give the administrator the roles' permissions", async () => {
  await makeRoles();
  const { rows } = await server.query<{ may: boolean }>(
    `SELECT pg_has_role($1, $2, 'USAGE') OR pg_has_role($1, $2, 'SET') AS may`,
    [administrator, roles.migrating],
  );
  expect(rows).toEqual([{ may: false }]);
});

it('createRoles lets both roles sign in through IAM if the server supports it', async () => {
  await makeRoles();
  expect(await signingInByIam()).toEqual([]);
  await withIamRole(makeRoles);
});

async function withIamRole(work: () => Promise<void>): Promise<void> {
  await server.query('CREATE ROLE rds_iam');
  try {
    await server.query(`GRANT rds_iam TO ${administrator} WITH ADMIN TRUE, INHERIT FALSE, SET FALSE`);
    await work();
    expect(await signingInByIam()).toEqual([roles.migrating, roles.serving]);
  } finally {
    await server.query(`DROP OWNED BY ${administrator}`).catch(() => undefined);
    await server.query(`REVOKE rds_iam FROM ${administrator} CASCADE`);
    await server.query('DROP ROLE rds_iam');
  }
}

async function signingInByIam(): Promise<string[]> {
  const { rows } = await server.query<{ member: string }>(
    `SELECT member::regrole::text AS member FROM pg_auth_members
     WHERE roleid = (SELECT oid FROM pg_roles WHERE rolname = 'rds_iam') AND member <> $1::regrole ORDER BY 1`,
    [administrator],
  );
  return rows.map(({ member }) => member);
}

async function privileges(): Promise<unknown[]> {
  const { rows } = await server.query<{ acl: string }>('SELECT defaclacl::text AS acl FROM pg_default_acl');
  return rows;
}
