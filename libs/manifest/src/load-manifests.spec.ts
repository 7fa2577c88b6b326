import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultService, loadManifests } from './load-manifests.ts';
import { healthPort, parseManifest } from './manifest.ts';

type Fields = Readonly<Record<string, unknown>>;

const roots: string[] = [];

afterAll(() => roots.forEach((root) => rmSync(root, { recursive: true })));

/** Writes a workspace with these services, each with a different port. `hub` is the default service. */
function workspace(services: Readonly<Record<string, Fields>>): string {
  const root = mkdtempSync(join(tmpdir(), 'qred-manifests-'));
  roots.push(root);
  Object.entries(services).forEach(([folder, fields], index) => {
    mkdirSync(join(root, 'apps', folder), { recursive: true });
    const manifest = {
      name: folder,
      purpose: 'Does one thing.',
      owner: '@qred/test',
      port: 3000 + index,
      ...(folder === 'hub' && { default: true }),
      ...fields,
    };
    writeFileSync(join(root, 'apps', folder, 'service.json'), JSON.stringify(manifest));
  });
  return root;
}

function load(services: Readonly<Record<string, Fields>>): string[] {
  return loadManifests(workspace(services)).map(({ name }) => name);
}

it('loadManifests puts callees before callers, and sorts independent services by name', () => {
  const names = load({
    hub: { calls: ['zebra', 'middle'] },
    apple: {},
    middle: { calls: ['zebra'] },
    zebra: {},
  });
  expect(names).toEqual(['apple', 'zebra', 'middle', 'hub']);
});

it('loadManifests ignores a folder without a service.json', () => {
  const root = workspace({ hub: {} });
  mkdirSync(join(root, 'apps', 'e2e'));
  writeFileSync(join(root, 'apps', 'README.md'), '');
  expect(loadManifests(root).map(({ name }) => name)).toEqual(['hub']);
});

it.each<[string, Readonly<Record<string, Fields>>, string | RegExp]>([
  [
    'two services with one port',
    { hub: { port: 3005 }, other: { port: 3005 } },
    'hub and other both have port 3005',
  ],
  ['a call to an unknown service', { hub: { calls: ['ghost', 'other'] }, other: {} }, 'hub calls ghost, but'],
  [
    'services that call each other',
    { hub: { calls: ['bee'] }, bee: { calls: ['cow'] }, cow: { calls: ['bee'] } },
    'bee → cow → bee',
  ],
  ['a service that calls itself', { hub: { calls: ['hub'] } }, 'hub → hub'],
  ['a missing default service', { one: {}, two: {} }, 'Exactly one service.json must say "default": true'],
  [
    'two default services',
    { hub: {}, two: { default: true } },
    'Exactly one service.json must say "default": true',
  ],
  ['a name that differs from the folder', { hub: { name: 'bub' } }, 'apps/hub/service.json is named bub'],
  ['an unknown key', { hub: { prot: 1 } }, /Unrecognized key: "prot"/],
])('loadManifests rejects %s', (_, services, message) => {
  expect(() => load(services)).toThrow(message);
});

describe('a manifest', () => {
  const manifest = { name: 'hub', purpose: 'Does one thing.', owner: '@qred/test', port: 3000 };

  it('has no calls, no database and no bucket by default', () => {
    expect(parseManifest({ $schema: '../service.schema.json', ...manifest })).toEqual({
      ...manifest,
      calls: [],
      database: false,
      default: false,
      slo: { available: 99.9, fast: 99, fastMs: 500 },
    });
  });

  it('is rejected with an error that lists all mistakes', () => {
    const faulty = {
      name: 'Hub',
      purpose: '',
      owner: 'cards',
      port: 80,
      calls: 'card',
      database: 'yes',
      colour: 'red',
    };
    expect(() => parseManifest(faulty)).toThrow(
      /service\.json is not valid:[^]*"colour"[^]*name[^]*purpose[^]*@qred\/cards[^]*port[^]*calls[^]*database/,
    );
  });

  it.each([{ available: 100 }, { available: 50 }, { fastMs: 0 }, { fastMs: 0.5 }, { uptime: 99 }])(
    'is rejected if its objectives are %j',
    (slo) => {
      expect(() => parseManifest({ ...manifest, slo })).toThrow('→ at slo');
    },
  );

  it('has a health port derived from the business port', () => {
    expect(healthPort(manifest)).toBe(4000);
  });
});

it('defaultService finds the service that serves /ping at the edge', () => {
  const manifests = loadManifests(workspace({ apple: {}, hub: {} }));
  expect(defaultService(manifests).name).toBe('hub');
});
