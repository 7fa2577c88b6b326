import { startService } from '../src/index.ts';
import { BooksController, ShelfController, atlas, manifest, serviceWith, slow } from './library.ts';
import { accepts } from './raw-connection.ts';
import { RunningLibrary, problemIn } from './running-library.ts';
import { until } from './until.ts';

const DRAIN_MS = 1_000;

let library: RunningLibrary;

afterEach(async () => {
  slow.finish();
  await library.stop();
});

describe('a service', () => {
  beforeEach(async () => {
    library = await RunningLibrary.start();
  });

  it('is live before its database has been migrated, and ready after that', async () => {
    expect(await library.health('/live')).toEqual({ status: 200, body: { status: 'live' } });
    expect(await library.health('/ready')).toEqual({
      status: 503,
      body: { status: 'not ready', waiting_for: ['migrated'] },
    });
    await library.migrate();
    expect(await library.health('/ready')).toEqual({ status: 200, body: { status: 'ready' } });
  });

  it('stays live and ready when its database disappears', async () => {
    await library.migrate();
    await library.health('/ready');
    await endConnections(library);
    expect(await library.health('/live')).toMatchObject({ status: 200 });
    expect(await library.health('/ready')).toMatchObject({ status: 200 });
  });

  it('serves health checks only on its health port, and the API only on its business port', async () => {
    expect(await library.health('/v1/books')).toMatchObject({ status: 404 });
    expect((await library.request('GET', '/live')).status).toBe(404);
    expect((await library.request('GET', '/ready')).status).toBe(404);
  });

  it('also limits the size of request headers on its health port', async () => {
    const response = await fetch(`${library.service.healthUrl}/live`, {
      headers: { x: 'a'.repeat(20_000) },
    });
    expect(await problemIn(response)).toMatchObject({ status: 431, code: 'HEADERS_TOO_LARGE' });
  });

  it('keeps idle connections open longer than a load balancer', () => {
    expect(library.service.app.getHttpServer()).toHaveProperty('keepAliveTimeout', 75_000);
  });
});

describe('a service that is stopped', () => {
  it('becomes unready and keeps serving, then finishes running requests and closes', async () => {
    library = await RunningLibrary.start({ DRAIN_MS: String(DRAIN_MS) });
    await library.migrate();
    expect(await library.health('/ready')).toMatchObject({ status: 200 });
    const begun = library.json('GET', '/v1/books/slow');
    await until(() => slow.arrived === 1);

    const stopped = library.stopService();
    expect(await library.health('/ready')).toEqual({
      status: 503,
      body: { status: 'not ready', waiting_for: ['draining'] },
    });
    expect(await library.health('/live')).toMatchObject({ status: 200 });
    expect(await accepts(library)).toBe(true);
    expect(await library.json('GET', '/v1/books/late')).toMatchObject({ data: { book_id: 'late' } });

    await until(async () => !(await accepts(library)));
    expect(await connectionsOf(library)).not.toBe(0);
    slow.finish();
    expect(await begun).toEqual({ data: atlas });
    await stopped;
    await until(async () => (await connectionsOf(library)) === 0);
    await expect(library.health('/live')).rejects.toThrow();
  });
});

describe('a service that cannot start', () => {
  const definition = serviceWith(BooksController, ShelfController);

  beforeEach(async () => {
    library = await RunningLibrary.start();
  });

  it('names all errors in its configuration', async () => {
    const start = startService(definition, { environment: { PORT: 'x', LOG_LEVEL: 'loud' } });
    await expect(start).rejects.toThrow(
      /^library cannot start[^]*PORT[^]*LOG_LEVEL[^]*AUTH_ISSUER[^]*AUTH_AUDIENCE[^]*AUTH_JWKS_URL[^]*DATABASE_URL/,
    );
  });

  it('names all errors in its manifest', async () => {
    const broken = { ...definition, manifest: { name: 'library', prot: 1 } };
    await expect(startService(broken, { environment: {} })).rejects.toThrow(/"prot"[^]*purpose[^]*port/);
  });

  it.each([
    ['schema', { ...definition, manifest: { ...manifest, database: false } }],
    ['database', { ...definition, schema: undefined }],
  ])('fails if the manifest and the definition disagree about a %s', async (part, { schema, ...rest }) => {
    const inconsistent = { ...rest, ...(schema && { schema }) };
    await expect(startService(inconsistent, library)).rejects.toThrow(`has a ${part}`);
  });

  it.each(['PORT', 'HEALTH_PORT'])(
    'names the port that is in use, and closes its database connections: %s',
    async (name) => {
      const { port } = new URL(name === 'PORT' ? library.service.url : library.service.healthUrl);
      const before = await connectionsOf(library);
      const environment = { ...library.environment, [name]: port };
      await expect(startService(definition, { environment })).rejects.toThrow(port);
      await until(async () => (await connectionsOf(library)) === before);
    },
  );

  it('says that its database does not respond', async () => {
    const DATABASE_URL = 'postgres://library@127.0.0.1:1/library';
    const environment = { ...library.environment, DATABASE_URL, BOOT_DEADLINE_MS: '300' };
    await expect(startService(definition, { environment })).rejects.toThrow('ECONNREFUSED');
  });
});

async function connectionsOf({ dataSource }: RunningLibrary): Promise<number> {
  const [row] = await dataSource.query<{ count: number }[]>(
    `SELECT count(*)::int AS count FROM pg_stat_activity
     WHERE datname = current_database() AND application_name = 'library'`,
  );
  return row?.count ?? 0;
}

async function endConnections({ dataSource }: RunningLibrary): Promise<void> {
  await dataSource.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND application_name = 'library'`,
  );
}
