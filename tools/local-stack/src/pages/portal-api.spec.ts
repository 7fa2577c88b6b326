import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { type IncomingHttpHeaders, type Server, createServer, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { PortalApi } from './portal-api.ts';

let folder: string;
let server: Server;
let host: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'portal-api-'));
  mkdirSync(join(folder, 'logs'));
  const api = new PortalApi({ briefs: join(folder, 'briefs'), logs: join(folder, 'logs') });
  server = createServer((incoming, response) => {
    response.setHeader('access-control-allow-origin', '*');
    if (!api.serve(incoming, response)) response.writeHead(404).end('not of the portal');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  host = `127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
});

afterEach(async () => {
  server.closeAllConnections();
  await once(server.close(), 'close');
  rmSync(folder, { recursive: true });
});

interface Options {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Sends a request with exactly this path and these headers. The function `fetch` would change them. */
async function send(path: string, { method = 'GET', headers = {}, body }: Options = {}) {
  const call = request({ host: '127.0.0.1', port: host.split(':')[1], path, method, headers });
  call.end(body);
  const [response] = (await once(call, 'response')) as [
    AsyncIterable<Buffer> & { statusCode: number; headers: IncomingHttpHeaders },
  ];
  return { status: response.statusCode, headers: response.headers, body: await text(response) };
}

const save = (path: string, headers: Readonly<Record<string, string>> = {}, body = 'name: freeze card\n') =>
  send(path, {
    method: 'PUT',
    body,
    headers: { host, origin: `http://${host}`, 'content-type': 'application/yaml', ...headers },
  });

const saved = () => readdirSync(folder, { recursive: true }).map(String).sort();

it('the portal API saves a brief under the name in the path', async () => {
  const { status, body } = await save('/portal/api/briefs/freeze-card');
  expect([status, body]).toEqual([200, '{"file":"briefs/freeze-card.yaml"}']);
  expect(readFileSync(join(folder, 'briefs', 'freeze-card.yaml'), 'utf8')).toBe('name: freeze card\n');
});

it('the portal API replaces an existing brief, but not if the request has the header If-None-Match: *', async () => {
  await save('/portal/api/briefs/freeze-card');
  const kept = await save('/portal/api/briefs/freeze-card', { 'if-none-match': '*' }, 'name: other\n');
  const file = join(folder, 'briefs', 'freeze-card.yaml');
  expect([kept.status, readFileSync(file, 'utf8')]).toEqual([412, 'name: freeze card\n']);
  const replaced = await save('/portal/api/briefs/freeze-card', {}, 'name: other\n');
  expect([replaced.status, readFileSync(file, 'utf8')]).toEqual([200, 'name: other\n']);
});

it.each([
  '/portal/api/briefs/../outside',
  '/portal/api/briefs/..%2foutside',
  '/portal/api/briefs/%2e%2e%2foutside',
  '/portal/api/briefs/a/b',
  '/portal/api/briefs/a.yaml',
  '/portal/api/briefs/A',
  '/portal/api/briefs/',
  '/portal/api/briefs/a\\..\\b',
  '/portal/api/briefs/a?b',
])('the portal API writes no file for the path %s', async (path) => {
  const { status } = await save(path);
  expect([status, saved()]).toEqual([404, ['logs']]);
});

it.each<[string, Readonly<Record<string, string>>]>([
  ['from a different origin', { origin: 'https://evil.example' }],
  ['from an unknown port of this machine', { origin: 'http://127.0.0.1:1' }],
  ['from an opaque origin', { origin: 'null' }],
  [
    'at an unknown host name that resolves to this machine',
    { host: 'evil.example:8080', origin: 'http://evil.example:8080' },
  ],
  ['at an unknown port', { host: '127.0.0.1:1', origin: 'http://127.0.0.1:1' }],
])('the portal API refuses to save a brief %s', async (_, headers) => {
  const { status } = await save('/portal/api/briefs/freeze-card', headers);
  expect([status, saved()]).toEqual([403, ['logs']]);
});

it('the portal API refuses to save a brief if the request has no Origin header', async () => {
  const headers = { host, 'content-type': 'application/yaml' };
  const { status } = await send('/portal/api/briefs/freeze-card', { method: 'PUT', headers, body: 'a: b' });
  expect([status, saved()]).toEqual([403, ['logs']]);
});

it.each(['/portal/api', '/portal/api/requests'])(
  'the portal API refuses to serve %s if the Host or Origin header contains a different host',
  async (path) => {
    const foreign = await send(path, { headers: { host: 'evil.example' } });
    expect(foreign.status).toBe(403);
    const crossSite = await send(path, { headers: { host, origin: 'https://evil.example' } });
    expect([crossSite.status, crossSite.headers['access-control-allow-origin']]).toEqual([403, undefined]);
  },
);

it.each([
  [415, { 'content-type': 'text/plain' }, 'name: freeze card'],
  [413, {}, 'x'.repeat(64 * 1024 + 1)],
])('the portal API returns %d for a brief with %j', async (expected, headers, body) => {
  const { status } = await save('/portal/api/briefs/freeze-card', headers, body);
  expect([status, saved().includes('briefs/freeze-card.yaml')]).toEqual([expected, false]);
});

it('the portal API lists the last requests with the log lines of all services', async () => {
  const line = (service: string, status: number) =>
    JSON.stringify({
      time: '2026-11-26T12:00:00.000Z',
      level: 'info',
      service,
      request_id: 'r1',
      msg: 'request completed',
      req: { method: 'GET', path: '/v1/cards' },
      res: { status },
      duration_ms: 3,
    });
  writeFileSync(join(folder, 'logs', 'card.log'), `${line('card', 200)}\n`);
  writeFileSync(join(folder, 'logs', 'account.log'), `${line('account', 200)}\n`);
  const { status, body } = await send('/portal/api/requests', { headers: { host } });
  expect([status, JSON.parse(body)]).toMatchObject([200, [{ requestId: 'r1', lines: [{}, {}] }]]);
});

it('the portal API ignores other paths', async () => {
  const { status, body } = await send('/portal/apiary', { headers: { host } });
  expect([status, body]).toEqual([404, 'not of the portal']);
});
