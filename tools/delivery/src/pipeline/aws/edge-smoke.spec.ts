import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { z } from 'zod';
import { contract, json, operation } from '#contracts/vocabulary';
import { loadContracts } from '#libs/contract-catalog';
import { loadManifests, parseManifest } from '#libs/manifest';
import { edgeSmoke, type Probe, probeOf } from './edge-smoke.ts';

const sha = 'a'.repeat(40);

describe('probeOf', () => {
  const manifest = parseManifest({
    name: 'hub',
    purpose: 'Does one thing.',
    owner: '@qred/test',
    port: 3000,
  });
  const responses = { 200: json('Something', z.object({})) };

  it('finds a request for every service of the workspace', async () => {
    const manifests = loadManifests(resolve(__dirname, '../../../../..'));
    const contracts = await loadContracts(manifests);
    const probes = manifests.map((each, index) => {
      const own = contracts[index];
      if (!own) throw new Error('There is a contract for each');
      return [each.name, probeOf(each, own)] as const;
    });
    expect(Object.fromEntries(probes)).toMatchObject({
      account: { path: '/ping', status: 200, showsVersion: true },
      card: { path: '/v1/cards', status: 401, showsVersion: false },
      customer: { path: '/customer/contact_page', status: 200, showsVersion: false },
    });
    expect(new Set(probes.map(([, { path }]) => path)).size).toBe(manifests.length);
  });

  it('replaces the path parameters of an operation that needs a token', () => {
    const things = operation({
      method: 'GET',
      path: '/v1/things/{thing_id}',
      summary: 'A thing.',
      access: 'member',
      exposure: 'edge',
      params: { thing_id: z.string() },
      responses,
    });
    expect(probeOf(manifest, contract('hub', { things })).path).toBe('/v1/things/smoke-test');
  });

  it('skips public pages with parameters, and throws an error if a service has no suitable operation', () => {
    const search = operation({
      method: 'GET',
      path: '/v1/search',
      summary: 'Searches.',
      access: 'public',
      exposure: 'edge',
      query: { text: z.string() },
      responses,
    });
    expect(() => probeOf(manifest, contract('hub', { search }))).toThrow(
      'hub has no operation that a smoke test can call',
    );
  });

  it('skips an operation that the edge does not expose', () => {
    const shared = { method: 'GET', summary: 'A thing.', responses } as const;
    const count = operation({ ...shared, path: '/v1/count', access: 'public', exposure: 'internal' });
    const list = operation({ ...shared, path: '/v1/things', access: 'member', exposure: 'edge' });
    expect(probeOf(manifest, contract('hub', { count, list })).path).toBe('/v1/things');
  });
});

describe('edgeSmoke', () => {
  let server: Server;
  let responses: { status: number; body?: unknown }[];
  let paths: string[];

  beforeAll(async () => {
    server = createServer((request, response) => {
      paths.push(request.url ?? '');
      const { status, body } = responses[Math.min(paths.length, responses.length) - 1] ?? { status: 500 };
      response.writeHead(status).end(JSON.stringify(body));
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  });
  beforeEach(() => {
    paths = [];
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  });

  const check = (probe: Probe) => {
    const { port } = server.address() as AddressInfo;
    const edge = `http://127.0.0.1:${port}`;
    return edgeSmoke({
      edge: () => Promise.resolve(edge),
      probe: () => Promise.resolve(probe),
      pauseMs: 1,
    }).check('hub', sha);
  };
  const ping: Probe = { path: '/ping', status: 200, showsVersion: true };
  const pong = (service: string, version: string) => ({ status: 200, body: { data: { service, version } } });

  it('succeeds when the deployed version responds, even after several attempts', async () => {
    responses = [{ status: 503 }, pong('hub', 'old'), pong('hub', sha)];
    await check(ping);
    expect(paths).toEqual(['/ping', '/ping', '/ping']);
  });

  it('throws an error if a different version or service responds, or if the response is not JSON', async () => {
    responses = [pong('hub', 'old')];
    await expect(check(ping)).rejects.toThrow(`version old responded, not ${sha}`);
    responses = [pong('other', sha)];
    await expect(check(ping)).rejects.toThrow('other responded');
    responses = [{ status: 200 }];
    await expect(check(ping)).rejects.toThrow('GET /ping: failed');
  });

  it('throws an error if the response has an unexpected status', async () => {
    responses = [{ status: 401 }];
    await check({ path: '/v1/things', status: 401, showsVersion: false });
    responses = [{ status: 404 }];
    await expect(check({ path: '/v1/things', status: 401, showsVersion: false })).rejects.toThrow(
      'The smoke test of hub failed: GET /v1/things: expected 401, got 404',
    );
  });
});
