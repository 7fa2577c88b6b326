import { TcpProxy } from '#libs/stand-ins';
import type { DataSource } from 'typeorm';
import { timePolicy } from '#libs/configuration';
import { errand, errandsService } from './errands.ts';
import { RunningLibrary } from './running-library.ts';

const POOL = 10;
/** The time policy promises that a service responds again within this time after the network recovers. */
const RECOVERY_MS = 5_000;

let proxy: TcpProxy;
let service: RunningLibrary;

beforeEach(async () => {
  proxy = await TcpProxy.start();
  service = await RunningLibrary.start({}, errandsService, proxy);
  errand.run = quickly;
  await fillPool();
});

afterEach(async () => {
  await service.stop();
  await proxy.stop();
});

async function quickly(database: DataSource): Promise<string> {
  await database.query('SELECT pg_sleep(0.02)');
  return 'done';
}

function run(): Promise<Response> {
  return service.request('GET', '/v1/errands');
}

async function runMany(count: number): Promise<Response[]> {
  return Promise.all(Array.from({ length: count }, run));
}

async function fillPool(): Promise<void> {
  const { opened } = proxy;
  while (proxy.opened < opened + POOL - 1) await runMany(2 * POOL);
}

/** Sends three requests at a time until all three succeed. Returns the time in ms and the failed responses. */
async function untilRecovered(): Promise<{ took: number; failures: Response[] }> {
  const startedAt = performance.now();
  const failures: Response[] = [];
  for (;;) {
    const responses = await runMany(3);
    const failed = responses.filter(({ status }) => status !== 200);
    failures.push(...failed);
    if (failed.length === 0) return { took: performance.now() - startedAt, failures };
  }
}

function expectUnavailable(responses: readonly Response[]): void {
  expect(responses.map(({ status }) => status).filter((status) => status !== 503)).toEqual([]);
  expect(responses.every(({ headers }) => headers.get('retry-after') === '1')).toBe(true);
}

it('a service opens new connections at once if PostgreSQL stops responding on the open connections', async () => {
  proxy.silence();
  const before = proxy.opened;
  const burst = await runMany(150);
  expectUnavailable(burst.filter(({ status }) => status !== 200));
  const { took } = await untilRecovered();
  expect(took).toBeLessThan(RECOVERY_MS);
  expect(proxy.opened).toBeGreaterThan(before);
  expect((await runMany(30)).every(({ status }) => status === 200)).toBe(true);
});

it('a service replaces all idle connections as soon as a connection does not respond', async () => {
  proxy.silence();
  expectUnavailable([await run()]);
  const statuses = (await runMany(POOL)).map(({ status }) => status);
  expect(statuses).toEqual(Array.from({ length: POOL }, () => 200));
});

it('a service returns 503 until PostgreSQL responds on new connections', async () => {
  proxy.silence();
  proxy.silencesNew = true;
  expectUnavailable(await runMany(30));
  expectUnavailable(await runMany(5));
  proxy.silencesNew = false;
  expect((await untilRecovered()).took).toBeLessThan(RECOVERY_MS);
});

it('a service recovers after a reset of all busy and idle connections', async () => {
  errand.run = async (database) => {
    await database.query('SELECT pg_sleep(0.5)');
    return 'done';
  };
  const { opened } = proxy;
  const inUse = runMany(3);
  await new Promise((resolve) => setTimeout(resolve, 200));
  proxy.reset();
  expectUnavailable(await inUse);
  expect((await untilRecovered()).failures).toEqual([]);
  expect(proxy.opened).toBeGreaterThan(opened);
});

it('a service keeps a connection after PostgreSQL has cancelled a statement', async () => {
  const { opened } = proxy;
  errand.run = async (database) => {
    await database.query(`SELECT pg_sleep(${timePolicy.statementMs / 1000 + 1})`);
    return 'done';
  };
  expectUnavailable([await run()]);
  errand.run = quickly;
  await runMany(2 * POOL);
  expect(proxy.opened).toBe(opened);
});
