import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { StandInPostgres, freePort } from '#libs/stand-ins';
import { errand, errandsService } from './errands.ts';
import { RunningLibrary, problemIn } from './running-library.ts';

const PASSWORD = 'of-this-test';
/** PostgreSQL returns this SQLSTATE if a statement can't get a lock in time. */
const LOCK_NOT_AVAILABLE = '55P03';

let service: RunningLibrary;

function run(): Promise<Response> {
  return service.request('GET', '/v1/errands');
}

async function expectUnavailable(response: Response): Promise<void> {
  expect(await problemIn(response)).toMatchObject({ status: 503, code: 'UNAVAILABLE' });
  expect(response.headers.get('retry-after')).toBe('1');
}

function query(sql: string): void {
  errand.run = async (database) => {
    await database.query(sql);
    return 'done';
  };
}

describe('a service on a working database', () => {
  let other: DataSource;

  beforeAll(async () => {
    service = await RunningLibrary.start({ DATABASE_POOL_SIZE: '2' }, errandsService);
    other = service.dataSource;
    await other.query('CREATE TABLE errands (errand_id text PRIMARY KEY)');
    await other.query(`INSERT INTO errands VALUES ('taken'), ('first'), ('second')`);
  });

  afterAll(() => service.stop());

  it('responds with 503 if a table is locked', async () => {
    await other.transaction(async (manager) => {
      await manager.query('LOCK TABLE errands IN ACCESS EXCLUSIVE MODE');
      query('SELECT * FROM errands');
      await expectUnavailable(await run());
    });
    expect((await run()).status).toBe(200);
  });

  it('responds with 503 if a row is locked', async () => {
    await other.transaction(async (manager) => {
      await manager.query(`SELECT * FROM errands WHERE errand_id = 'taken' FOR UPDATE`);
      query(`DELETE FROM errands WHERE errand_id = 'taken'`);
      await expectUnavailable(await run());
    });
  });

  it('stops waiting for a lock before the statement timeout, so that the error names the lock', async () => {
    const errors: unknown[] = [];
    await other.transaction(async (manager) => {
      await manager.query('LOCK TABLE errands IN ACCESS EXCLUSIVE MODE');
      errand.run = (database) =>
        database.query<string>('SELECT * FROM errands').catch((error: unknown) => {
          errors.push(error);
          throw error;
        });
      await expectUnavailable(await run());
    });
    expect(errors).toMatchObject([{ code: LOCK_NOT_AVAILABLE }]);
  });

  it('responds with 503 if no connection in the pool becomes free', async () => {
    query('SELECT pg_sleep(1.9)');
    const busy = [run(), run()];
    await delay(50);
    query('SELECT 1');
    await expectUnavailable(await run());
    expect((await Promise.all(busy)).map(({ status }) => status)).toEqual([200, 200]);
  });

  it('responds with 503 if an administrator ends the connection, even in a transaction', async () => {
    const end = `SELECT pg_terminate_backend(pg_backend_pid())`;
    query(end);
    await expectUnavailable(await run());
    errand.run = async (database) => {
      await database.transaction(async (manager) => {
        await manager.query(`SELECT 1`);
        await manager.query(end);
      });
      return 'done';
    };
    await expectUnavailable(await run());
    query('SELECT 1');
    expect((await run()).status).toBe(200);
  });

  it('responds with 503 if a statement is cancelled', async () => {
    query('SELECT pg_cancel_backend(pg_backend_pid()), pg_sleep(1)');
    await expectUnavailable(await run());
  });

  it.each([
    ['a syntax error', 'SELEC 1'],
    ['a missing table', 'SELECT * FROM no_such_table'],
    ['a duplicate key', `INSERT INTO errands VALUES ('first')`],
    ['a division by zero', 'SELECT 1 / 0'],
  ])('responds with 500 if a bug makes an SQL statement fail: %s', async (_, sql) => {
    query(sql);
    expect(await problemIn(await run())).toMatchObject({ status: 500, code: 'INTERNAL_ERROR' });
  });
});

describe('a service on a separate database server', () => {
  let directory: string;
  let port: number;
  let server: StandInPostgres;

  function startServer(): Promise<StandInPostgres> {
    return StandInPostgres.start({ directory, port, password: PASSWORD, durable: true });
  }

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'qred-outage-'));
    port = await freePort();
    server = await startServer();
    const url = await server.database('errands', PASSWORD);
    service = await RunningLibrary.start({ DATABASE_URL: url }, errandsService);
    expect((await service.health('/ready')).status).toBe(200);
    query('SELECT 1');
  });

  afterAll(async () => {
    await service.stop();
    await server.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  async function untilItRecovers(): Promise<void> {
    for (;;) {
      const response = await run();
      if (response.status === 200) return;
      await expectUnavailable(response);
      await delay(50);
    }
  }

  it('works again after the server was frozen', async () => {
    await Promise.all([run(), run(), run()]);
    const processes = await processesOf(service);
    for (const id of processes) process.kill(id, 'SIGSTOP');
    try {
      for (const response of await Promise.all([run(), run(), run(), run()]))
        await expectUnavailable(response);
      await expectUnavailable(await run());
    } finally {
      for (const id of processes) process.kill(id, 'SIGCONT');
    }
    await untilItRecovers();
  });

  it('works again after the server was stopped and restarted', async () => {
    expect((await run()).status).toBe(200);
    await server.stop();
    for (const response of await Promise.all([run(), run(), run()])) await expectUnavailable(response);
    expect((await service.health('/live')).status).toBe(200);
    expect((await service.health('/ready')).status).toBe(200);
    server = await startServer();
    await untilItRecovers();
  });
});

/** Finds the main process of the server, and the process of each connection. */
async function processesOf(running: RunningLibrary): Promise<number[]> {
  const found: number[] = [];
  errand.run = async (database) => {
    const rows: unknown = await database.query(
      `SELECT pid FROM pg_stat_activity WHERE datname = current_database()`,
    );
    found.push(
      ...z
        .array(z.object({ pid: z.int() }))
        .parse(rows)
        .map(({ pid }) => pid),
    );
    const [{ parent }] = z
      .tuple([z.object({ parent: z.string() })])
      .parse(await database.query(`SELECT pg_backend_pid()::text AS parent`));
    found.push(parentOf(Number(parent)));
    return 'done';
  };
  expect((await running.request('GET', '/v1/errands')).status).toBe(200);
  query('SELECT 1');
  return found;
}

function parentOf(processId: number): number {
  const status = readFileSync(`/proc/${processId}/stat`, 'utf8');
  return Number(status.slice(status.lastIndexOf(')') + 2).split(' ')[1]);
}
