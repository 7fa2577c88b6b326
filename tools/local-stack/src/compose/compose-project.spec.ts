import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { type Manifest, loadManifests, parseManifest } from '#libs/manifest';
import { ServiceConfig, timePolicy } from '#libs/configuration';
import { configuredPorts } from '../config/ports.ts';
import { renderComposeFile } from './compose-file.ts';
import { composeProject } from './compose-project.ts';
import type { Container } from './container.ts';

const root = resolve(__dirname, '../../../..');
const manifests = loadManifests(root);
const withDatabase = manifests.filter(({ database }) => database);
const { services } = composeProject(manifests);

function sixth(fields: Partial<Manifest> = {}): Manifest {
  return parseManifest({
    name: 'bonus',
    purpose: 'Counts points.',
    owner: '@qred/test',
    port: 3050,
    calls: ['card'],
    ...fields,
  });
}

function container(name: string, of = services): Container {
  const found = of[name];
  if (!found) throw new Error(`no container ${name}`);
  return found;
}

function secretsOf({ volumes = [] }: Container): string[] {
  return volumes
    .filter((volume) => volume.startsWith('secrets-'))
    .map((volume) => volume.split(':')[0] ?? '');
}

describe('docker-compose.yml', () => {
  it('changes when a manifest is added', () => {
    expect(renderComposeFile([...manifests, sixth()])).not.toBe(renderComposeFile(manifests));
  });

  it.each(['1.1', '1.2'] as const)('has the same content for a YAML %s parser', (version) => {
    expect(parse(renderComposeFile(manifests), { version })).toEqual(composeProject(manifests));
  });

  it('contains no password', () => {
    expect(renderComposeFile(manifests)).not.toMatch(/postgres:\/\/|(PASSWORD|SECRET)(_\w+)?: (?!S3RVER)/);
  });
});

describe('the compose file', () => {
  it.each(manifests)('builds the image of $name', ({ name }) => {
    expect(container(name)).toMatchObject({ build: { args: { SERVICE: name } } });
  });

  it.each(withDatabase)(
    'starts $name after the migration of its database, and checks whether $name is ready',
    ({ name, port }) => {
      const { depends_on, healthcheck } = container(name);
      expect(depends_on).toMatchObject({
        [`${name}-migrate`]: { condition: 'service_completed_successfully' },
      });
      expect(JSON.stringify(healthcheck)).toContain(`http://127.0.0.1:${port + 1000}/ready`);
      expect(container(`${name}-migrate`).command).toEqual(['migrate', 'seed']);
    },
  );

  it.each(withDatabase)('gives $name no secrets of other services', ({ name }) => {
    expect(secretsOf(container(name))).toEqual([`secrets-${name}`]);
  });

  it.each(manifests)('sets every variable that $name requires', (manifest) => {
    const directory = mkdtempSync(join(tmpdir(), 'qred-compose-'));
    const DATABASE_URL_FILE = join(directory, 'url');
    writeFileSync(DATABASE_URL_FILE, 'postgres://a:b@postgres/a');
    const withDefaults = (value: string): string => value.replace(/\$\{\w+:-(\w+)\}/g, '$1');
    const given = Object.entries(container(manifest.name).environment ?? {});
    const environment = Object.fromEntries(given.map(([name, value]) => [name, withDefaults(value)]));
    const config = new ServiceConfig(manifest, { ...environment, DATABASE_URL_FILE });
    expect(config.http).toMatchObject({ host: '0.0.0.0', port: manifest.port });
    rmSync(directory, { recursive: true });
  });

  it('starts the edge after all services are healthy', () => {
    const { depends_on = {} } = container('edge');
    expect(Object.keys(depends_on).sort()).toEqual([...manifests.map(({ name }) => name), 'issuer'].sort());
  });
});

describe('a service added to the manifests', () => {
  const project = composeProject([...manifests, sixth({ database: true, bucket: 'read' })]);

  it('gets containers and secrets', () => {
    expect(Object.keys(project.services)).toEqual(expect.arrayContaining(['bonus', 'bonus-migrate']));
    expect(project.volumes).toHaveProperty('secrets-bonus');
    expect(secretsOf(container('databases', project.services))).toContain('secrets-bonus');
    expect(container('edge', project.services).depends_on).toHaveProperty('bonus');
  });

  it('gets the addresses of its callees and of object storage', () => {
    expect(container('bonus', project.services).environment).toMatchObject({
      SERVICE_ADDRESSES: 'card=http://card:3003',
      STORAGE_ENDPOINT: 'http://object-storage:9010',
      STORAGE_PUBLIC_ENDPOINT: 'http://127.0.0.1:${STORAGE_PORT:-9010}',
    });
  });

  it('has no migration and no secrets if it has no database', () => {
    const without = composeProject([...manifests, sixth()]);
    expect(without.services).not.toHaveProperty('bonus-migrate');
    expect(without.volumes).not.toHaveProperty('secrets-bonus');
    expect(container('bonus', without.services).environment).not.toHaveProperty('DATABASE_URL_FILE');
  });

  it.each(['edge', 'postgres', 'secrets'])('cannot be named %s', (name) => {
    expect(() => composeProject([...manifests, sixth({ name })])).toThrow(`A service can't be named ${name}`);
  });
});

describe('in the compose file,', () => {
  const containers = Object.entries(services);

  it.each(containers)('%s writes only to its volumes, and cannot gain privileges', (_, { ...fields }) => {
    expect(fields).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
    });
  });

  it.each(containers)('%s has an init process', (_, { init }) => {
    expect(init).toBe(true);
  });

  it.each(containers)('%s gets at most 1 GB of memory and one processor', (_, fields) => {
    expect(fields.mem_limit).toMatch(/^(512m|1g)$/);
    expect(fields.cpus).toBe(1);
  });

  it.each(containers)('%s has a health check and a restart policy if it is a server', (name, fields) => {
    const isTask = name === 'secrets' || name === 'databases' || name.endsWith('-migrate');
    expect(fields.restart).toBe(isTask ? 'no' : 'unless-stopped');
    expect(fields.healthcheck === undefined).toBe(isTask);
  });

  it.each(containers)('%s starts only after all its dependencies are ready', (_, { depends_on = {} }) => {
    for (const [name, { condition }] of Object.entries(depends_on)) {
      const isTask = container(name).restart === 'no';
      expect([name, condition]).toEqual([
        name,
        isTask ? 'service_completed_successfully' : 'service_healthy',
      ]);
    }
  });

  it("every server has a start period that is longer than a service's boot timeout", () => {
    for (const [, { healthcheck }] of containers.filter(([, { restart }]) => restart !== 'no')) {
      const { start_period } = z.object({ start_period: z.string().regex(/^\d+s$/) }).parse(healthcheck);
      expect(Number.parseInt(start_period, 10) * 1000).toBeGreaterThan(timePolicy.bootMs);
    }
  });

  it('the edge, the issuer and object storage use the ports of npm start, only on 127.0.0.1', () => {
    const { edge, issuer, storage } = configuredPorts(manifests, {});
    expect(
      Object.fromEntries(containers.flatMap(([name, { ports }]) => (ports ? [[name, ports]] : []))),
    ).toEqual({
      edge: [`127.0.0.1:\${EDGE_PORT:-${edge}}:${edge}`],
      issuer: [`127.0.0.1:\${ISSUER_PORT:-${issuer}}:${issuer}`],
      'object-storage': [`127.0.0.1:\${STORAGE_PORT:-${storage}}:${storage}`],
    });
  });
});
