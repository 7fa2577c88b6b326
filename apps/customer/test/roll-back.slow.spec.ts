import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { createDataSource, migrate } from '#libs/database';
import { ServiceConfig } from '#libs/configuration';
import { parseManifest } from '#libs/manifest';
import { startService } from '#libs/service-kit';
import { STAND_IN_AUDIENCE, StandInIssuer, createTestDatabase, freePort } from '#libs/stand-ins';
import { schema } from '../src/schema.ts';
import { service } from '../src/service.ts';
import { PreviousBundle, commitBefore } from './previous-bundle.ts';

const root = resolve(__dirname, '../../..');
const receiptSchema = z.object({ data: z.object({ reference: z.string() }) });

jest.setTimeout(180_000);

/**
 * Rehearses docs/runbooks/roll-back.md: the new version migrates the database, then the previous version serves
 * again.
 */
describe('a rollback after a migration', () => {
  const [newest = ''] = globSync('apps/customer/src/migrations/*.ts', { cwd: root }).sort().reverse();
  const bundle = new PreviousBundle(commitBefore(newest));
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let issuer: StandInIssuer;

  beforeAll(async () => {
    [database, issuer] = await Promise.all([createTestDatabase(), StandInIssuer.start()]);
  });

  afterAll(async () => {
    await Promise.all([database.drop(), issuer.stop()]);
    bundle.remove();
  });

  const environment = async () => ({
    ENVIRONMENT: 'test',
    LOG_LEVEL: 'error',
    PORT: String(await freePort()),
    HEALTH_PORT: String(await freePort()),
    DATABASE_URL: database.url,
    AUTH_ISSUER: issuer.url,
    AUTH_AUDIENCE: STAND_IN_AUDIENCE,
    AUTH_JWKS_URL: issuer.jwksUrl,
  });

  async function write(url: string): Promise<string> {
    const response = await fetch(`${url}/v1/support-requests`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ contact: 'anna@company.example', message: 'The card is lost' }),
    });
    expect(response.status).toBe(201);
    return receiptSchema.parse(await response.json()).data.reference;
  }

  async function expectReceipts(url: string, references: readonly string[]): Promise<void> {
    for (const reference of references)
      expect((await fetch(`${url}/customer/receipts/${reference}`)).status).toBe(200);
  }

  it('keeps the data readable and writable for both versions', async () => {
    const settings = await environment();
    const url = `http://127.0.0.1:${settings.PORT}`;
    const config = new ServiceConfig(parseManifest(service.manifest), settings);
    const dataSource = await createDataSource('roll-back', config.database, schema).initialize();
    await migrate(dataSource);
    await dataSource.destroy();

    const current = await startService(service, { environment: settings });
    await current.untilReady();
    const written = [await write(url)];
    await current.stop();

    const previous = await bundle.serve(settings);
    await expectReceipts(url, written);
    written.push(await write(url));
    await previous.stop();

    const again = await startService(service, { environment: settings });
    await again.untilReady();
    await expectReceipts(url, written);
    await again.stop();
  });
});
