import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { operationsOf } from '#contracts/vocabulary';
import { loadManifests } from '#libs/manifest';
import { loadContracts } from './index.ts';

const root = resolve(__dirname, '../../..');

async function servicesWithWrites() {
  const contracts = await loadContracts(loadManifests(root));
  const services = contracts.map(({ name, ...contract }) => ({
    name,
    writes: operationsOf({ name, ...contract }).filter(({ method }) => method !== 'GET'),
  }));
  return services.filter(({ writes }) => writes.length > 0);
}

it('every write declares an idempotency key', async () => {
  const writes = (await servicesWithWrites()).flatMap((service) => service.writes);
  expect(writes.length).toBeGreaterThan(0);
  expect(writes.filter(({ idempotencyKey }) => !idempotencyKey).map(({ id }) => id)).toEqual([]);
});

it('every service with writes has a test for its audit rows', async () => {
  const names = (await servicesWithWrites()).map(({ name }) => name);
  expect(names.filter((name) => !existsSync(join(root, 'apps', name, 'test/writes.spec.ts')))).toEqual([]);
});
