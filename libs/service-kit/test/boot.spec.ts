import { DataSource } from 'typeorm';
import { z } from 'zod';
import { standardOutput } from '#libs/logging';
import { createTestDatabase, freePort } from '#libs/stand-ins';
import { noTracing } from '#libs/tracing';
import { runService, startService } from '../src/index.ts';
import { BooksController, serviceWith } from './library.ts';
import { RunningLibrary } from './running-library.ts';
import { until } from './until.ts';

const definition = { ...serviceWith(BooksController), seed: () => Promise.resolve() };
const NOWHERE = 'postgres://library@127.0.0.1:1/library';

const settings = {
  ENVIRONMENT: 'test',
  LOG_LEVEL: 'silent',
  PORT: '0',
  HEALTH_PORT: '0',
  AUTH_ISSUER: 'https://issuer.example',
  AUTH_AUDIENCE: 'qred-api',
  AUTH_JWKS_URL: 'https://issuer.example/jwks',
};

describe('a service whose database does not exist yet', () => {
  it('is live but not ready, and starts when the database appears', async () => {
    const database = await createTestDatabase();
    const name = new URL(database.url).pathname.slice(1);
    const admin = await new DataSource({ type: 'postgres', url: serverOf(database.url) }).initialize();
    await admin.query(`DROP DATABASE ${name}`);
    const port = await freePort();
    const environment = { ...settings, DATABASE_URL: database.url, HEALTH_PORT: String(port) };
    const starting = startService(definition, { environment });

    await until(async () => (await health(port, '/live'))?.status === 200);
    await until(async () => (await waitingFor(port)).includes('database'));
    expect(await health(port, '/ready')).toMatchObject({ status: 503, body: { status: 'not ready' } });
    await admin.query(`CREATE DATABASE ${name}`);
    const service = await starting;
    expect(await waitingFor(port)).toContain('migrated');
    expect(await waitingFor(port)).not.toContain('database');

    await service.stop();
    await admin.destroy();
    await database.drop();
  });

  it('closes its health port at the boot deadline', async () => {
    const port = await freePort();
    const environment = {
      ...settings,
      DATABASE_URL: NOWHERE,
      HEALTH_PORT: String(port),
      BOOT_DEADLINE_MS: '200',
    };
    await expect(startService(definition, { environment })).rejects.toThrow('ECONNREFUSED');
    expect(await health(port, '/live')).toBeUndefined();
  });
});

it('a service fails at the boot deadline if the schema is not migrated', async () => {
  const library = await RunningLibrary.start({ BOOT_DEADLINE_MS: '300' }, definition);
  await expect(library.service.untilReady()).rejects.toThrow('it still waits for: migrated');
  await library.stop();
});

it('a service becomes ready when the schema is migrated before the boot deadline', async () => {
  const library = await RunningLibrary.start({}, definition);
  const ready = library.service.untilReady();
  await library.migrate();
  await ready;
  await library.stop();
});

describe('a process that cannot start', () => {
  const line = z.object({
    level: z.string(),
    time: z.iso.datetime(),
    service: z.literal('library'),
    version: z.string(),
    msg: z.string(),
  });
  const written: string[] = [];
  const before = { ...process.env };

  beforeEach(() => {
    written.length = 0;
    const keep = (chunk: unknown): boolean => written.push(String(chunk)) > 0;
    jest.spyOn(process.stdout, 'write').mockImplementation(keep);
    jest.spyOn(standardOutput, 'write').mockImplementation((line) => void written.push(line));
    jest.spyOn(process.stderr, 'write').mockImplementation(keep);
    jest.spyOn(process, 'exit').mockImplementation((code) => {
      throw new Error(`exit ${code}`);
    });
  });

  afterEach(() => {
    jest.restoreAllMocks();
    process.env = before;
  });

  async function linesOf(command: string, environment: NodeJS.ProcessEnv) {
    process.env = { ...before, ...settings, LOG_LEVEL: 'info', ...environment };
    await expect(runService(definition, noTracing, [command])).rejects.toThrow('exit 1');
    const lines = written.join('').trim().split('\n');
    return lines.map((text) => line.parse(JSON.parse(text)));
  }

  it.each(['serve', 'migrate', 'roles', 'nonsense'])(
    'logs the reason in one JSON line if the command or the environment is wrong: %s',
    async (command) => {
      const lines = await linesOf(command, { DATABASE_URL: undefined, PORT: 'x', LOG_LEVEL: 'loud' });
      expect(lines).toEqual([expect.objectContaining({ level: 'fatal' })]);
      expect(lines[0]?.msg).toMatch(
        command === 'nonsense' ? /no command/ : /PORT[^]*LOG_LEVEL[^]*DATABASE_URL/,
      );
    },
  );

  it.each(['migrate', 'seed', 'roles'])(
    'tries to reach its database until the boot deadline, and logs JSON lines: %s',
    async (command) => {
      const lines = await linesOf(command, { DATABASE_URL: NOWHERE, BOOT_DEADLINE_MS: '500' });
      expect(lines.pop()).toMatchObject({
        level: 'fatal',
        msg: 'The database cannot be reached: ECONNREFUSED',
      });
      expect(lines.length).toBeGreaterThan(1);
      expect(new Set(lines.map(({ level }) => level))).toEqual(new Set(['warn']));
    },
  );

  it('logs one fatal line and exits if the database never appears', async () => {
    const lines = await linesOf('serve', { DATABASE_URL: NOWHERE, BOOT_DEADLINE_MS: '500' });
    expect(lines.filter(({ level }) => level !== 'warn')).toEqual([
      expect.objectContaining({ level: 'fatal', msg: 'The database cannot be reached: ECONNREFUSED' }),
    ]);
  });
});

function serverOf(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  url.pathname = '/postgres';
  return url.href;
}

async function health(port: number, path: string) {
  try {
    const response = await fetch(`http://127.0.0.1:${port}${path}`);
    return { status: response.status, body: await response.json() };
  } catch {
    return undefined;
  }
}

async function waitingFor(port: number): Promise<readonly string[]> {
  const found = await health(port, '/ready');
  return z.object({ waiting_for: z.array(z.string()) }).parse(found?.body).waiting_for;
}
