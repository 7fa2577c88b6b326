import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accountContract } from '#contracts/account';
import { freePort } from '#libs/stand-ins';
import { Edge } from '../edge/edge.ts';
import { Mock } from '../mock/mock.ts';
import { Pages } from './pages.ts';

const host = '127.0.0.1';
const defaultService = accountContract.name;
const contracts = [accountContract];

describe.each(['edge', 'mock'])('the page server behind the %s', (kind) => {
  let folder: string;
  let server: Edge | Mock;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'pages-'));
    const root = join(folder, 'dist');
    mkdirSync(join(root, 'portal', 'reference'), { recursive: true });
    writeFileSync(join(folder, 'secret.txt'), 'secret');
    writeFileSync(join(root, 'index.html'), '<p>home</p>');
    writeFileSync(join(root, 'portal', 'index.html'), '<p>portal</p>');
    writeFileSync(join(root, 'portal', 'reference', 'index.html'), '<p>reference</p>');
    const pages = new Pages({
      folder: root,
      settings: { issuer: 'http://issuer.example', client: 'web' },
      connectsTo: ['http://issuer.example'],
      showsImagesFrom: ['http://images.example'],
    });
    const options = { host, port: await freePort(), contracts, defaultService, pages };
    server = kind === 'edge' ? await Edge.start({ ...options, addresses: {} }) : await Mock.start(options);
  });

  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true });
  });

  it.each([
    ['/', '<p>home</p>', ''],
    ['/?code=1&state=2', '<p>home</p>', ''],
    ['/portal', '<p>portal</p>', "; frame-src 'self'"],
    ['/portal/', '<p>portal</p>', "; frame-src 'self'"],
  ])('serves %s without CORS and without inline scripts', async (path, body, frames) => {
    const response = await fetch(server.url + path);
    expect([response.status, await response.text()]).toEqual([200, body]);
    const { headers } = response;
    expect(headers.get('content-type')).toBe('text/html;charset=utf-8');
    expect(headers.get('access-control-allow-origin')).toBeNull();
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' http://images.example; " +
        `connect-src 'self' http://issuer.example; form-action 'self'; base-uri 'none'; frame-ancestors 'none'${frames}`,
    );
  });

  it('allows inline styles but no inline scripts in the API reference', async () => {
    const response = await fetch(`${server.url}/portal/reference/`);
    const policy = response.headers.get('content-security-policy');
    expect(policy).toContain("script-src 'self'; style-src 'self' 'unsafe-inline'; ");
  });

  it('serves the settings of the web app', async () => {
    const response = await fetch(`${server.url}/settings.json`);
    expect(await response.json()).toEqual({ issuer: 'http://issuer.example', client: 'web' });
  });

  it.each([
    ['GET', '/v1/nothing'],
    ['GET', '/nothing.html'],
    ['GET', '/..%2fsecret.txt'],
    ['POST', '/'],
  ])('returns 404 for %s %s', async (method, path) => {
    const response = await fetch(server.url + path, { method });
    expect([response.status, await response.json()]).toMatchObject([404, { code: 'NOT_FOUND' }]);
  });
});
