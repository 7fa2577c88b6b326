import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultService, loadManifests } from './load-manifests.ts';
import { healthPort, parseManifest } from './manifest.ts';

type Fields = Readonly<Record<string, unknown>>;

const roots: string[] = [];

afterAll(() => roots.forEach((root) => rmSync(root, { recursive: true })));

/** A workspace with these services; each gets a port of its own, and `hub` is the default. */
function workspace(services: Readonly<Record<string, Fields>>): string {
  const root = mkdtempSync(join(tmpdir(), 'qred-manifests-'));
  roots.push(root);
  Object.entries(services).forEach(([folder, fields], index) => {
    mkdirSync(join(root, 'apps', folder), { recursive: true });
    const manifest = {
      name: folder,
      purpose: 'Does one thing.',
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

it('puts callees before their callers, and sorts equals by name', () => {
  const names = load({
    hub: { calls: ['zebra', 'middle'] },
    apple: {},
    middle: { calls: ['zebra'] },
    zebra: {},
  });
  expect(names).toEqual(['apple', 'zebra', 'middle', 'hub']);
});

it('takes a folder without a service.json for something else', () => {
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
  [
    'a call of a service that there is not',
    { hub: { calls: ['ghost', 'other'] }, other: {} },
    'hub calls ghost, but',
  ],
  [
    'services that call each other',
    { hub: { calls: ['bee'] }, bee: { calls: ['cow'] }, cow: { calls: ['bee'] } },
    'bee → cow → bee',
  ],
  ['a service that calls itself', { hub: { calls: ['hub'] } }, 'hub → hub'],
  ['no default', { one: {}, two: {} }, 'Exactly one service.json must say "default": true'],
  ['two defaults', { hub: {}, two: { default: true } }, 'Exactly one service.json must say "default": true'],
  ['a name that is not the folder', { hub: { name: 'bub' } }, 'apps/hub/service.json is named bub'],
  ['a key that is not known', { hub: { prot: 1 } }, /Unrecognized key: "prot"/],
])('refuses %s', (_, services, message) => {
  expect(() => load(services)).toThrow(message);
});

describe('one manifest', () => {
  const manifest = { name: 'hub', purpose: 'Does one thing.', port: 3000 };

  it('needs little, and then calls nobody and has nothing', () => {
    expect(parseManifest({ $schema: '../service.schema.json', ...manifest })).toEqual({
      ...manifest,
      calls: [],
      database: false,
      default: false,
    });
  });

  it('is refused with every fault at once', () => {
    const faulty = { name: 'Hub', purpose: '', port: 80, calls: 'card', database: 'yes', colour: 'red' };
    expect(() => parseManifest(faulty)).toThrow(
      /service\.json is not valid:[^]*"colour"[^]*name[^]*purpose[^]*port[^]*calls[^]*database/,
    );
  });

  it('has its health port beside the business port', () => {
    expect(healthPort(manifest)).toBe(4000);
  });
});

it('finds the service whose ping the edge passes on', () => {
  const manifests = loadManifests(workspace({ apple: {}, hub: {} }));
  expect(defaultService(manifests).name).toBe('hub');
});
