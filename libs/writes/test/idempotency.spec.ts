import { request } from 'node:http';
import { Clock } from '#libs/runtime';
import { type TestResponse, TEST_NOW, TestService, plansOf } from '#libs/testing';
import { saveResponse } from '../src/stored-responses.ts';
import { Gate, notesContract, service } from './notes.ts';

const { createNote, renameNote, sealNote, removeNote } = notesContract.operations;
const FORM = 'application/x-www-form-urlencoded';
const DAY_MS = 24 * 60 * 60 * 1000;

let notes: TestService;
let keys = 0;

beforeAll(async () => {
  notes = await TestService.start(service, { environment: { RATE_LIMIT_PER_MINUTE: '100000' } });
});

afterEach(() => {
  gate().open();
  jest.restoreAllMocks();
});

afterAll(() => notes.stop());

const gate = () => notes.service.app.get(Gate);
const newKey = () => `key-${(keys += 1)}`;

function create(title: string, key?: string | string[], account = 'company-ab'): Promise<TestResponse> {
  const headers: Record<string, string> = key === undefined ? {} : { 'idempotency-key': String(key) };
  return notes.request('POST', createNote.path, { body: { account_id: account, title }, headers });
}

function createByForm(title: string, key: string): Promise<TestResponse> {
  const fields = { account_id: 'company-ab', title, idempotency_key: key };
  const body = new URLSearchParams(fields).toString();
  return notes.request('POST', createNote.path, { body, headers: { 'content-type': FORM } });
}

interface Renaming {
  readonly key?: string;
  readonly accounts?: readonly string[];
  readonly user?: string;
}

async function rename(noteId: string, title: string, options: Renaming = {}): Promise<TestResponse> {
  const { key, accounts = ['company-ab'], user = 'user-test' } = options;
  return notes.request('POST', renameNote.path.replace('{note_id}', noteId), {
    token: await notes.issuer.mint({ sub: user, account_ids: accounts }),
    body: { title },
    headers: key === undefined ? {} : { 'idempotency-key': key },
  });
}

function idOf({ body }: TestResponse): string {
  return createNote.responses[201].schema.parse(body).data.note_id;
}

function isReplay({ headers }: TestResponse): boolean {
  return headers.get('idempotent-replayed') === 'true';
}

async function count(table: string, condition = 'true'): Promise<number> {
  const [row] = await notes.dataSource.query<{ count: number }[]>(
    `SELECT count(*)::int AS count FROM ${table} WHERE ${condition}`,
  );
  return row?.count ?? -1;
}

const countOf = (title: string) => count('notes', `title = '${title}'`);

function setTime(moment: Date): void {
  jest.spyOn(notes.service.app.get(Clock), 'now').mockReturnValue(moment);
}

it('a removal with the same idempotency key takes effect once, and returns 204 again', async () => {
  const path = removeNote.path.replace('{note_id}', idOf(await create('removed')));
  const remove = async (key: string) =>
    notes.request('DELETE', path, {
      token: await notes.issuer.mint({ sub: 'user-test', account_ids: ['company-ab'] }),
      headers: { 'idempotency-key': key },
    });
  const key = newKey();
  const [first, again, other] = [await remove(key), await remove(key), await remove(newKey())];
  expect([first.status, first.body, isReplay(first)]).toEqual([204, '', false]);
  expect([again.status, again.body, isReplay(again)]).toEqual([204, '', true]);
  expect(other.status).toBe(404);
  expect(await count('notes', "title = 'removed'")).toBe(0);
});

describe('a write', () => {
  it('with an idempotency key takes effect once, and returns the same response to the repeated request', async () => {
    const key = newKey();
    const first = await create('once', key);
    const again = await create('once', key);
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.body).toEqual(first.body);
    expect([isReplay(first), isReplay(again)]).toEqual([false, true]);
    expect(await countOf('once')).toBe(1);
  });

  it('without an idempotency key takes effect each time', async () => {
    const answers = [await create('keyless'), await create('keyless')];
    expect(new Set(answers.map(idOf)).size).toBe(2);
    expect(answers.map(isReplay)).toEqual([false, false]);
  });

  it('treats a quoted key as equal to the unquoted key', async () => {
    const key = newKey();
    const first = await create('quoted', key);
    expect(idOf(await create('quoted', `"${key}"`))).toBe(idOf(first));
  });

  it('returns 422 for a used key with a different body', async () => {
    const key = newKey();
    await create('first body', key);
    const other = await create('second body', key);
    expect(other).toMatchObject({ status: 422, body: { code: 'IDEMPOTENCY_KEY_REUSED' } });
    expect(await countOf('second body')).toBe(0);
  });

  it('treats bodies with the same fields in a different order as equal', async () => {
    const headers = { 'idempotency-key': newKey() };
    const bodies = [
      '{"account_id":"company-ab","title":"order","tags":{"a":1,"b":2}}',
      '{"tags":{"b":2,"a":1},"title":"order","account_id":"company-ab"}',
    ];
    const [first, second] = [
      await notes.request('POST', createNote.path, { body: bodies[0], headers }),
      await notes.request('POST', createNote.path, { body: bodies[1], headers }),
    ];
    expect(second.body).toEqual(first.body);
    expect(await countOf('order')).toBe(1);
  });

  it.each([['k'.repeat(256)], ['a b'], ['"open'], ['nøkkel']])('refuses the key %j', async (key) => {
    expect(await create('bad key', key)).toMatchObject({ status: 400, body: { code: 'INVALID_REQUEST' } });
    expect(await countOf('bad key')).toBe(0);
  });

  it('accepts a key of 255 characters, and refuses two keys in one request', async () => {
    expect((await create('long', 'k'.repeat(255))).status).toBe(201);
    expect((await create('twice', 'a, a')).status).toBe(400);
  });

  it('stores nothing for an invalid request, so that the key can still be used', async () => {
    const key = newKey();
    expect((await create('', key)).status).toBe(400);
    expect(await create('mended', key)).toMatchObject({ status: 201 });
  });

  it('stores nothing for a failure, so that a retry can succeed', async () => {
    const key = newKey();
    expect((await create('broken', key)).status).toBe(500);
    expect(await countOf('broken')).toBe(0);
    expect(await create('repaired', key)).toMatchObject({ status: 201 });
  });

  it('stores neither a response nor an audit row if the commit of its effect fails', async () => {
    const key = newKey();
    const stored = async () => [await count('idempotency_keys'), await count('audit_log')];
    const before = await stored();
    await notes.dataSource.query(`
      CREATE FUNCTION fail_commit() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'The commit fails';
      END
      $$
    `);
    await notes.dataSource.query(`
      CREATE CONSTRAINT TRIGGER fail_commit AFTER INSERT ON notes DEFERRABLE INITIALLY DEFERRED
      FOR EACH ROW EXECUTE FUNCTION fail_commit()
    `);
    expect((await create('uncommitted', key)).status).toBe(500);
    await notes.dataSource.query('DROP TRIGGER fail_commit ON notes');
    expect(await stored()).toEqual(before);
    const retry = await create('uncommitted', key);
    expect([retry.status, isReplay(retry), await countOf('uncommitted')]).toEqual([201, false, 1]);
  });
});

describe('an idempotency key', () => {
  it('identifies a separate write for each caller', async () => {
    const key = newKey();
    const noteId = idOf(await create('shared'));
    const anna = await rename(noteId, 'by-anna', { key, user: 'anna' });
    const bo = await rename(noteId, 'by-bo', { key, user: 'bo' });
    expect([anna.status, bo.status, isReplay(bo)]).toEqual([200, 200, false]);
    expect(await countOf('by-bo')).toBe(1);
  });

  it('identifies a separate write for each account and each operation', async () => {
    const key = newKey();
    const ids = [idOf(await create('scoped', key)), idOf(await create('scoped', key, 'company-cd'))];
    expect(new Set(ids).size).toBe(2);
    const renamed = await rename(ids[0] ?? '', 'scoped-2', { key });
    expect([renamed.status, isReplay(renamed)]).toEqual([200, false]);
  });

  it('does not give a former owner the stored response of an owner operation', async () => {
    const path = sealNote.path.replace('{note_id}', idOf(await create('owned')));
    const seal = async (...owned: string[]) =>
      notes.request('POST', path, {
        token: await notes.issuer.mint({
          sub: 'user-anna',
          account_ids: ['company-ab', 'company-cd'],
          owned_account_ids: owned,
        }),
        headers: { 'idempotency-key': 'seal' },
      });
    const [first, formerOwner, owner] = [
      await seal('company-ab'),
      await seal('company-cd'),
      await seal('company-ab', 'company-cd'),
    ];
    expect([first.status, formerOwner.status, owner.status]).toEqual([200, 403, 200]);
    expect([isReplay(formerOwner), isReplay(owner)]).toEqual([false, true]);
  });

  it('does not give a stored response to a member who has left the account', async () => {
    const key = newKey();
    const noteId = idOf(await create('left'));
    await rename(noteId, 'left-2', { key });
    const stranger = await rename(noteId, 'left-2', { key, accounts: ['company-cd'] });
    expect(stranger).toMatchObject({ status: 404, body: { code: 'NOTE_NOT_FOUND' } });
    expect(isReplay(await rename(noteId, 'left-2', { key }))).toBe(true);
  });
});

describe('a domain error', () => {
  it('is returned again for a repeated request, without a second change of the data', async () => {
    const key = newKey();
    const noteId = idOf(await create('sealed'));
    const first = await rename(noteId, 'opened', { key });
    const again = await rename(noteId, 'opened', { key });
    const refusal = {
      code: 'NOTE_SEALED',
      detail: 'Not renamed to 6 characters',
      errors: [{ in: 'body', pointer: '/title', detail: 'is sealed' }],
    };
    expect(first).toMatchObject({ status: 409, body: refusal });
    expect(again).toMatchObject({ status: 409, body: refusal });
    expect([isReplay(first), isReplay(again)]).toEqual([false, true]);
    expect(await count('notes', `note_id = '${noteId}' AND refusals = 1`)).toBe(1);
  });

  it('is not stored for an entity that the caller cannot see', async () => {
    const key = newKey();
    const before = await count('idempotency_keys');
    const first = await rename('nobodys-note', 'mine', { key });
    const again = await rename('nobodys-note', 'mine', { key });
    expect([first.status, again.status, isReplay(again)]).toEqual([404, 404, false]);
    expect(await count('idempotency_keys')).toBe(before);
  });

  it('is not stored if a later attempt may succeed', async () => {
    const key = newKey();
    const noteId = idOf(await create('busy note'));
    expect((await rename(noteId, 'busy', { key })).status).toBe(503);
    const retry = await rename(noteId, 'busy', { key });
    expect([retry.status, isReplay(retry)]).toEqual([503, false]);
  });
});

describe('the stored response', () => {
  it('stays the same when the entity changes later', async () => {
    const key = newKey();
    const noteId = idOf(await create('before'));
    await rename(noteId, 'renamed', { key });
    await rename(noteId, 'renamed again');
    expect((await rename(noteId, 'renamed', { key })).body).toMatchObject({ data: { title: 'renamed' } });
    expect(await count('notes', `note_id = '${noteId}' AND title = 'renamed again'`)).toBe(1);
  });

  it('is kept for 31 days, and then the same key takes effect again', async () => {
    const key = newKey();
    const first = idOf(await create('month', key));
    setTime(new Date(TEST_NOW.getTime() + 31 * DAY_MS - 1));
    expect(idOf(await create('month', key))).toBe(first);
    setTime(new Date(TEST_NOW.getTime() + 31 * DAY_MS));
    const later = await create('another month', key);
    expect([later.status, isReplay(later)]).toEqual([201, false]);
    expect(isReplay(await create('another month', key))).toBe(true);
  });

  it('is removed by a later write after the response has expired', async () => {
    await notes.dataSource.query(`
      INSERT INTO idempotency_keys (key_hash, fingerprint, response, created_at)
      SELECT sha256(n::text::bytea), '', '{}', timestamptz '2020-01-01' FROM generate_series(1, 25) AS n
    `);
    const left = () => count('idempotency_keys', `created_at < timestamptz '2021-01-01'`);
    const counts: number[] = [];
    for (let write = 0; write < 3; write += 1) {
      await create(`sweep-${write}`, newKey());
      counts.push(await left());
    }
    expect(counts).toEqual([15, 5, 0]);
  });

  it('reveals neither the key nor the body', async () => {
    const key = 'readable-key-of-this-test';
    await create('readable title', key);
    const [row] = await notes.dataSource.query<unknown[]>(
      `SELECT encode(key_hash, 'escape') || encode(fingerprint, 'escape') AS text FROM idempotency_keys
       WHERE response::text LIKE '%readable title%'`,
    );
    expect(row).toBeDefined();
    expect(JSON.stringify(row)).not.toMatch(/readable/);
  });
});

describe('simultaneous requests with one idempotency key', () => {
  it('take effect once, and all other requests get the stored response or 409', async () => {
    const key = newKey();
    const answers = await Promise.all(Array.from({ length: 20 }, () => create('crowd', key)));
    const created = answers.filter(({ status }) => status === 201);
    const refused = answers.filter(({ status }) => status !== 201);
    expect(await countOf('crowd')).toBe(1);
    expect(new Set(created.map(idOf)).size).toBe(1);
    expect(created.filter((answer) => !isReplay(answer))).toHaveLength(1);
    for (const answer of refused) {
      expect(answer).toMatchObject({ status: 409, body: { code: 'IDEMPOTENCY_KEY_IN_USE' } });
      expect(answer.headers.get('retry-after')).toBe('1');
    }
    expect(isReplay(await create('crowd', key))).toBe(true);
  });

  it('get 409 at once while the first request is in progress', async () => {
    const key = newKey();
    gate().close();
    const first = create('slow', key);
    await untilLocked();
    const second = await create('slow', key);
    gate().open();
    expect(second.status).toBe(409);
    expect((await first).status).toBe(201);
  });

  it('wait for the first request if a user sends a form twice', async () => {
    const key = newKey();
    gate().close();
    const clicks = [createByForm('clicked', key)];
    await untilLocked();
    clicks.push(createByForm('clicked', key));
    gate().open();
    const locations = (await Promise.all(clicks)).map(({ headers }) => headers.get('location'));
    expect(locations[0]).toMatch(/^\/v1\/notes\//);
    expect(locations[1]).toBe(locations[0]);
    expect(await countOf('clicked')).toBe(1);
  });

  async function untilLocked(): Promise<void> {
    while (
      (await count(
        'pg_locks',
        `locktype = 'advisory' AND granted AND database = (
      SELECT oid FROM pg_database WHERE datname = current_database())`,
      )) === 0
    );
  }
});

it("a write reads a form's key from a field, and refuses a second key in the header", async () => {
  const key = newKey();
  const [first, again] = [await createByForm('form', key), await createByForm('form', key)];
  expect(again.headers.get('location')).toBe(first.headers.get('location'));
  expect(isReplay(again)).toBe(true);
  const body = new URLSearchParams({ account_id: 'a', title: 'both', idempotency_key: key }).toString();
  const both = await notes.request('POST', createNote.path, {
    body,
    headers: { 'content-type': FORM, 'idempotency-key': key },
  });
  expect(both).toMatchObject({
    status: 400,
    body: { errors: [{ in: 'body', pointer: '/idempotency_key' }] },
  });
});

it('a write refuses a key header that is sent twice', async () => {
  const { hostname, port } = new URL(notes.service.url);
  const body = JSON.stringify({ account_id: 'a', title: 'two headers' });
  const headers = { 'content-type': 'application/json', 'idempotency-key': ['first', 'second'] };
  const status = await new Promise((resolve, reject) => {
    request({ hostname, port, path: createNote.path, method: 'POST', headers }, (response) => {
      resolve(response.statusCode);
      response.resume();
    })
      .on('error', reject)
      .end(body);
  });
  expect(status).toBe(400);
  expect(await countOf('two headers')).toBe(0);
});

it('a write uses an index to find expired responses', async () => {
  await notes.dataSource.query(`
    INSERT INTO idempotency_keys (key_hash, fingerprint, response, created_at)
    SELECT sha256(('plan-' || n)::bytea), '', '{}', timestamptz '2026-06-15' + n * interval '1 second'
    FROM generate_series(1, 20000) AS n
  `);
  await notes.dataSource.query('VACUUM ANALYZE idempotency_keys');
  const { dataSource } = notes;
  const keyed = { keyHash: Buffer.alloc(32), fingerprint: Buffer.alloc(32) };
  const [write] = await plansOf(dataSource, () =>
    saveResponse(dataSource.manager, keyed, { kind: 'result', result: null }, null, TEST_NOW),
  );
  const nodes = (write ?? []).map((node) => [node['Node Type'], node['Index Name']]);
  expect(nodes).toContainEqual(['Index Scan', 'idempotency_keys_by_age']);
  expect(nodes.map(([type]) => type)).not.toContain('Seq Scan');
});

it('a write does not read the key of a JSON request from the body', async () => {
  const body = { account_id: 'a', title: 'json', idempotency_key: 'k' };
  expect((await notes.request('POST', createNote.path, { body })).status).toBe(400);
});
