import { z } from 'zod';
import { createDataSource, migrate } from '#libs/database';
import { ServiceConfig } from '#libs/configuration';
import { parseManifest } from '#libs/manifest';
import { type RunningService, startService } from '#libs/service-kit';
import { STAND_IN_AUDIENCE, StandInIssuer } from '#libs/stand-ins';
import { schema } from '../src/schema.ts';
import { service } from '../src/service.ts';
import { ArchivedPostgres } from './archived-postgres.ts';

const ACCOUNT = 'company-ab';
const today = '2026-06-15';
const manifest = parseManifest(service.manifest);
const listSchema = z.object({ data: z.array(z.object({ transaction_id: z.string() })) });

jest.setTimeout(120_000);

/** Rehearses docs/runbooks/restore-a-database.md. Instead of RDS, a local PostgreSQL archives its log. */
describe('restoring a database to a point in time', () => {
  let postgres: ArchivedPostgres;
  let issuer: StandInIssuer;
  let running: RunningService | undefined;

  beforeEach(async () => {
    [postgres, issuer] = await Promise.all([ArchivedPostgres.start(), StandInIssuer.start()]);
  });

  afterEach(async () => {
    await stopService();
    await Promise.all([postgres.stop(), issuer.stop()]);
  });

  const environment = () => ({
    ENVIRONMENT: 'test',
    LOG_LEVEL: 'fatal',
    PORT: '0',
    HEALTH_PORT: '0',
    DATABASE_URL: postgres.url,
    AUTH_ISSUER: issuer.url,
    AUTH_AUDIENCE: STAND_IN_AUDIENCE,
    AUTH_JWKS_URL: issuer.jwksUrl,
  });

  async function run(task: 'migrate' | 'seed', migrations = schema.migrations): Promise<readonly string[]> {
    const config = new ServiceConfig(manifest, environment());
    const dataSource = await createDataSource('restore', config.database, {
      ...schema,
      migrations,
    }).initialize();
    try {
      if (task === 'migrate') return await migrate(dataSource);
      await service.seed?.({ config, dataSource, today });
      return [];
    } finally {
      await dataSource.destroy();
    }
  }

  async function start(): Promise<RunningService> {
    running = await startService(service, { environment: environment() });
    return running;
  }

  async function stopService(): Promise<void> {
    await running?.stop();
    running = undefined;
  }

  async function transactionIds(): Promise<string[]> {
    const token = await issuer.mint({ sub: 'user-anna', account_ids: [ACCOUNT] });
    const response = await fetch(`${running?.url}/v1/transactions?account_id=${ACCOUNT}&limit=100`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(response.status).toBe(200);
    return listSchema.parse(await response.json()).data.map(({ transaction_id: id }) => id);
  }

  it('brings back data that was deleted after that point, and keeps the address of the database', async () => {
    await run('migrate');
    await postgres.backUp();
    await run('seed');
    await (await start()).untilReady();
    const before = await transactionIds();
    const moment = await postgres.moment();
    await postgres.query('TRUNCATE ledger_entries');
    expect(await transactionIds()).toEqual([]);

    const restored = await postgres.restoreTo(moment);
    await stopService();
    await postgres.replaceWith(restored);
    await (await start()).untilReady();

    expect(before.length).toBeGreaterThan(50);
    expect(await transactionIds()).toEqual(before);
    expect(await run('migrate')).toEqual([]);
  });

  it('keeps the service unready until the migrations after that point have run again', async () => {
    await run('migrate', schema.migrations.slice(0, -1));
    await postgres.backUp();
    const moment = await postgres.moment();
    await run('migrate');

    const restored = await postgres.restoreTo(moment);
    await postgres.replaceWith(restored);
    const started = await start();
    const { healthUrl } = started;
    const notReady = await fetch(`${healthUrl}/ready`);
    expect(notReady.status).toBe(503);
    expect(await notReady.json()).toMatchObject({
      waiting_for: expect.arrayContaining(['migrated']) as unknown,
    });

    expect(await run('migrate')).toEqual([schema.migrations.at(-1)?.name]);
    await started.untilReady();
    expect((await fetch(`${healthUrl}/ready`)).status).toBe(200);
  });
});
