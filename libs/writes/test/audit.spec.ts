import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { createDataSource, createRoles, migrate } from '#libs/database';
import { createTestDatabase, supportClaims } from '#libs/stand-ins';
import { TEST_NOW, TestService } from '#libs/testing';
import { notesContract, schema, service } from './notes.ts';

const { createNote, renameNote } = notesContract.operations;
const PASSWORD = 'of-this-test';

interface AuditRow {
  readonly actor_kind: string;
  readonly entity_id: string;
}

describe('the audit log', () => {
  let notes: TestService;

  beforeAll(async () => {
    notes = await TestService.start(service);
  });

  afterAll(() => notes.stop());

  const rows = (): Promise<AuditRow[]> =>
    notes.dataSource.query<AuditRow[]>('SELECT * FROM audit_log ORDER BY audit_id');

  async function create(title: string, headers: Record<string, string> = {}): Promise<string> {
    const body = { account_id: 'company-ab', title };
    const answer = await notes.request('POST', createNote.path, { body, headers });
    return createNote.responses[201].schema.parse(answer.body).data.note_id;
  }

  const rename = (noteId: string, title: string) =>
    notes.as(['company-ab'], 'POST', renameNote.path.replace('{note_id}', noteId), { title });

  it('contains the actor and the names of the changed fields, but no values', async () => {
    const noteId = await create('secret title', { 'x-request-id': 'request-of-test' });
    expect((await rows()).at(-1)).toEqual({
      audit_id: expect.any(String) as string,
      at: TEST_NOW,
      actor_kind: 'anonymous',
      actor_id: null,
      operation: 'createNote',
      entity: 'note',
      entity_id: noteId,
      account_id: 'company-ab',
      request_id: 'request-of-test',
      changed_fields: ['title'],
    });
    await rename(noteId, 'another secret');
    expect((await rows()).at(-1)).toMatchObject({
      actor_kind: 'member',
      actor_id: 'user-test',
      operation: 'renameNote',
      account_id: 'company-ab',
    });
    expect(JSON.stringify(await rows())).not.toContain('secret');
  });

  it('names a machine as the actor', async () => {
    const token = await notes.issuer.mintMachine('reporter', 'notes.write');
    await notes.request('POST', createNote.path, { token, body: { account_id: 'a', title: 'by machine' } });
    expect((await rows()).at(-1)).toMatchObject({ actor_kind: 'machine', actor_id: 'reporter' });
  });

  it('names an employee in support as the actor', async () => {
    const token = await notes.issuer.mint(supportClaims('support-cleo'));
    await notes.request('POST', createNote.path, { token, body: { account_id: 'a', title: 'by support' } });
    expect((await rows()).at(-1)).toMatchObject({ actor_kind: 'support', actor_id: 'support-cleo' });
  });

  it('has no row for a replay, an unchanged entity or a failure', async () => {
    const before = (await rows()).length;
    const key = { 'idempotency-key': 'audited' };
    const noteId = await create('audited', key);
    await create('audited', key);
    await rename(noteId, 'audited');
    await rename('nobodys', 'audited');
    const body = { account_id: 'company-ab', title: 'broken' };
    expect((await notes.request('POST', createNote.path, { body })).status).toBe(500);
    expect((await rows()).slice(before)).toMatchObject([{ entity_id: noteId }]);
  });

  it('records a change even if the request is refused', async () => {
    const noteId = await create('sealed');
    expect((await rename(noteId, 'open')).status).toBe(409);
    expect((await rows()).at(-1)).toMatchObject({ entity_id: noteId, changed_fields: ['refusals'] });
  });
});

describe('the audit table', () => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let server: Client;
  let roles: { readonly serving: string; readonly migrating: string };

  beforeAll(async () => {
    database = await createTestDatabase();
    server = new Client({ connectionString: database.url });
    await server.connect();
    const suffix = randomBytes(6).toString('hex');
    roles = { serving: `serving_${suffix}`, migrating: `migrating_${suffix}` };
    await asAdministrator((source) => createRoles(source, roles));
    for (const role of Object.values(roles)) await server.query(`ALTER ROLE ${role} PASSWORD '${PASSWORD}'`);
    await as(roles.migrating, migrate);
  });

  afterAll(async () => {
    await server.end();
    await database.drop();
  });

  type Source = ReturnType<typeof createDataSource>;

  async function use<T>(source: Source, work: (source: Source) => Promise<T>): Promise<T> {
    await source.initialize();
    try {
      return await work(source);
    } finally {
      await source.destroy();
    }
  }

  function asAdministrator<T>(work: (source: Source) => Promise<T>): Promise<T> {
    return use(createDataSource('test', { kind: 'url', url: database.url, poolSize: 1 }, schema), work);
  }

  function as<T>(role: string, work: (source: Source) => Promise<T>): Promise<T> {
    const url = new URL(database.url);
    url.username = role;
    url.password = PASSWORD;
    return use(createDataSource('test', { kind: 'url', url: url.href, poolSize: 1 }, schema), work);
  }

  const INSERT = `INSERT INTO audit_log (at, actor_kind, operation, entity, entity_id, changed_fields)
    VALUES (now(), 'anonymous', 'createNote', 'note', 'n', '{}')`;

  it('lets the serving role insert and read rows', async () => {
    await as(roles.serving, (source) => source.query(INSERT));
    const found = await as(roles.serving, (source) => source.query<unknown[]>('SELECT FROM audit_log'));
    expect(found.length).toBeGreaterThan(0);
  });

  it.each([
    `UPDATE audit_log SET actor_id = 'x'`,
    `UPDATE audit_log SET actor_id = 'x' WHERE false`,
    'DELETE FROM audit_log',
    'TRUNCATE audit_log',
    'DROP TABLE audit_log',
    'ALTER TABLE audit_log DISABLE TRIGGER ALL',
    'CREATE TRIGGER t BEFORE INSERT ON audit_log EXECUTE FUNCTION refuse_audit_change()',
    `INSERT INTO audit_log OVERRIDING SYSTEM VALUE SELECT * FROM audit_log
     ON CONFLICT (audit_id) DO UPDATE SET actor_id = 'x'`,
  ])('does not let the serving role run %s', async (statement) => {
    await as(roles.serving, (source) =>
      expect(source.query(statement)).rejects.toThrow(/permission denied|must be owner/),
    );
  });

  it.each([
    `UPDATE audit_log SET actor_id = 'x'`,
    'DELETE FROM audit_log WHERE false',
    'TRUNCATE audit_log',
    `INSERT INTO audit_log OVERRIDING SYSTEM VALUE SELECT * FROM audit_log
     ON CONFLICT (audit_id) DO UPDATE SET actor_id = 'x'`,
  ])('does not even let its owner run %s', async (statement) => {
    await as(roles.migrating, (source) =>
      expect(source.query(statement)).rejects.toThrow('audit_log takes new rows only'),
    );
  });

  it('is append-only, but rows of stored responses can be deleted', async () => {
    await as(roles.serving, (source) => source.query('DELETE FROM idempotency_keys'));
  });

  it('is dropped when its migration is reverted', async () => {
    await asAdministrator(async (source) => {
      await source.undoLastMigration();
      const tables = await source.query<unknown[]>(
        `SELECT FROM pg_class WHERE relname IN ('audit_log', 'idempotency_keys')`,
      );
      expect(tables).toEqual([]);
    });
  });
});
