import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { StandInPostgres, freePort } from '#libs/stand-ins';
import { TestService } from '#libs/testing';
import { Gate, notesContract, service } from './notes.ts';

const { createNote } = notesContract.operations;
const PASSWORD = 'of-this-test';

let directory: string;
let server: StandInPostgres;
let notes: TestService;

// This spec starts its own server, because a test stops one of the server's processes.
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'qred-writes-'));
  server = await StandInPostgres.start({
    directory,
    port: await freePort(),
    password: PASSWORD,
    durable: true,
  });
  const environment = { DATABASE_URL: await server.database('notes', PASSWORD) };
  notes = await TestService.start(service, { environment });
});

afterAll(async () => {
  await notes.stop();
  await server.stop();
  rmSync(directory, { recursive: true, force: true });
});

const create = (title: string, key: string) =>
  notes.request('POST', createNote.path, {
    body: { account_id: 'company-ab', title },
    headers: { 'idempotency-key': key },
  });

async function countOf(title: string): Promise<number> {
  const rows = await notes.dataSource.query<unknown[]>('SELECT FROM notes WHERE title = $1', [title]);
  return rows.length;
}

async function backendInTransaction(): Promise<number> {
  for (;;) {
    const [row] = await notes.dataSource.query<{ pid: number }[]>(
      `SELECT pid FROM pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid() AND state LIKE 'idle in transaction%'`,
    );
    if (row) return row.pid;
    await delay(10);
  }
}

it('a write stores nothing when the connection dies during the work, and the retry takes effect once', async () => {
  const gate = notes.service.app.get(Gate);
  gate.close();
  const first = create('cut', 'cut');
  await notes.dataSource.query('SELECT pg_terminate_backend($1)', [await backendInTransaction()]);
  gate.open();
  expect((await first).status).toBeGreaterThanOrEqual(500);
  expect(await countOf('cut')).toBe(0);
  const retries = [await create('cut', 'cut'), await create('cut', 'cut')];
  expect(retries.map(({ status }) => status)).toEqual([201, 201]);
  expect(retries[1]?.body).toEqual(retries[0]?.body);
  expect(await countOf('cut')).toBe(1);
});

it('a write stores its response even if the caller disconnects early', async () => {
  const gate = notes.service.app.get(Gate);
  gate.close();
  const caller = new AbortController();
  const lost = fetch(`${notes.service.url}${createNote.path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': 'lost' },
    body: JSON.stringify({ account_id: 'company-ab', title: 'lost' }),
    signal: caller.signal,
  });
  await backendInTransaction();
  caller.abort();
  await expect(lost).rejects.toThrow();
  gate.open();
  while ((await countOf('lost')) === 0) await delay(10);
  const retry = await create('lost', 'lost');
  expect([retry.status, retry.headers.get('idempotent-replayed')]).toEqual([201, 'true']);
  expect(await countOf('lost')).toBe(1);
});

it('a write takes effect once if the session is suspended before the commit and resumed later', async () => {
  const gate = notes.service.app.get(Gate);
  gate.close();
  const first = create('frozen', 'frozen');
  const pid = await backendInTransaction();
  const thaw = freeze(pid);
  gate.open();
  const { status } = await first;
  const during = await create('frozen', 'frozen').finally(thaw);
  expect(status).toBe(503);
  expect(during).toMatchObject({ status: 409, body: { code: 'IDEMPOTENCY_KEY_IN_USE' } });
  let retry = await create('frozen', 'frozen');
  while (retry.status === 409) {
    await delay(50);
    retry = await create('frozen', 'frozen');
  }
  expect(retry.status).toBe(201);
  expect(await countOf('frozen')).toBe(1);
  expect((await create('frozen', 'frozen')).body).toEqual(retry.body);
});

/** Suspends a session of PostgreSQL, as on a suspended machine. Returns a function that resumes the session. */
function freeze(pid: number): () => void {
  process.kill(pid, 'SIGSTOP');
  return () => process.kill(pid, 'SIGCONT');
}
