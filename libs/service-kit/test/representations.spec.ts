import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { request as send } from 'undici';
import { RunningLibrary, problemIn } from './running-library.ts';

let library: RunningLibrary;

beforeAll(async () => {
  library = await RunningLibrary.start();
});

afterAll(() => library.stop());

/** Sends exactly these headers. fetch would add more headers. */
async function ask(path: string, headers: Record<string, string> = {}, method: 'GET' | 'HEAD' = 'GET') {
  const response = await send(`${library.service.url}${path}`, { method, headers });
  return { ...response, bytes: Buffer.from(await response.body.arrayBuffer()) };
}

describe('the Accept header', () => {
  it.each(['text/html', 'image/*', 'application/json;q=0, application/problem+json;q=0', '*/*;q=0'])(
    'leads to 406 if it allows no available type: %s',
    async (accept) => {
      const refused = await library.request('GET', '/v1/books/atlas', { headers: { accept } });
      expect(await problemIn(refused)).toMatchObject({ status: 406, code: 'NOT_ACCEPTABLE' });
    },
  );

  it.each([
    ['/v1/books/atlas', 'application/json'],
    ['/v1/books/atlas', 'application/*;q=0.5, text/html'],
    ['/v1/books/atlas', '*/*'],
    ['/shelf', 'text/html,application/xhtml+xml;q=0.9'],
  ])('leads to 200 if it allows an available type: %s %s', async (path, accept) => {
    expect((await ask(path, { accept })).statusCode).toBe(200);
  });

  it('leads to 406 if the header allows only JSON but the operation returns a page', async () => {
    const refused = await library.request('GET', '/shelf', { headers: { accept: 'application/json' } });
    expect((await problemIn(refused)).status).toBe(406);
  });
});

describe('an ETag', () => {
  it('leads to 304 for GET and HEAD if the caller already has the representation', async () => {
    const { headers } = await ask('/v1/books/atlas');
    const etag = String(headers.etag);
    expect(headers['cache-control']).toBe('private, no-cache');
    for (const known of [etag, `"x", ${etag}`, etag.replace('W/', ''), '*']) {
      for (const method of ['GET', 'HEAD'] as const) {
        const again = await ask('/v1/books/atlas', { 'if-none-match': known }, method);
        expect([known, method, again.statusCode, again.bytes.length]).toEqual([known, method, 304, 0]);
        expect(again.headers.etag).toBe(etag);
        expect(again.headers['content-type']).toBeUndefined();
        expect(again.headers.vary).toBe('accept-encoding');
      }
    }
  });

  it('leads to a 304 response without Content-Length (RFC 9110, 8.6)', async () => {
    const { headers } = await ask('/v1/books/atlas');
    const again = await ask('/v1/books/atlas', { 'if-none-match': String(headers.etag) });
    expect(again.headers['content-length']).toBeUndefined();
  });

  it('is not sent to other services, because services cache no responses', async () => {
    const { headers } = await ask('/v1/books/atlas', { 'x-deadline-ms': '1000' });
    expect(headers.etag).toBeUndefined();
    expect(headers['cache-control']).toBeUndefined();
  });

  it('differs between two representations', async () => {
    const { headers } = await ask('/v1/books/atlas');
    const other = await ask('/v1/books/other', { 'if-none-match': String(headers.etag) });
    expect(other.statusCode).toBe(200);
    expect(other.headers.etag).not.toBe(headers.etag);
  });

  it.each([
    ['GET', '/v1/books/lost'],
    ['GET', '/nowhere'],
    ['GET', '/shelf'],
    ['POST', '/v1/books/atlas/return'],
  ])('is missing from a response that must not be cached: %s %s', async (method, path) => {
    const { headers } = await library.request(method, path);
    expect(headers.has('etag')).toBe(false);
    expect(headers.get('cache-control')).toBe('no-store');
  });
});

describe('compression', () => {
  it.each([
    ['gzip', 'gzip', gunzipSync],
    ['br', 'br', brotliDecompressSync],
    ['gzip, deflate, br', 'br', brotliDecompressSync],
    ['br;q=0.5, gzip', 'gzip', gunzipSync],
    ['*', 'br', brotliDecompressSync],
  ])('is applied to a large response for Accept-Encoding: %s', async (accepted, coding, decompress) => {
    const plain = await ask('/docs-json');
    const compressed = await ask('/docs-json', { 'accept-encoding': accepted });
    expect(compressed.headers['content-encoding']).toBe(coding);
    expect(compressed.headers.vary).toContain('accept-encoding');
    expect(compressed.bytes.length).toBeLessThan(plain.bytes.length / 2);
    expect(decompress(compressed.bytes)).toEqual(plain.bytes);
    expect(compressed.headers.etag).toBe(plain.headers.etag);
    expect(plain.headers.vary).toContain('accept-encoding');
    const head = await ask('/docs-json', { 'accept-encoding': accepted }, 'HEAD');
    expect(head.headers['content-length']).toBe(compressed.headers['content-length']);
  });

  it.each([
    ['/docs-json', 'identity'],
    ['/docs-json', 'gzip;q=0, br;q=0'],
    ['/docs-json', 'deflate'],
    ['/docs-json', ''],
    ['/ping', 'gzip, br'],
  ])('is not applied to %s with Accept-Encoding: %j', async (path, accepted) => {
    const { headers } = await ask(path, { 'accept-encoding': accepted });
    expect(headers['content-encoding']).toBeUndefined();
  });
});

describe('security headers', () => {
  it.each(['/shelf', '/docs'])('protect the page %s', async (path) => {
    const { headers } = await ask(path);
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(headers['x-frame-options']).toBe('DENY');
    expect(headers['cross-origin-resource-policy']).toBe('same-origin');
    const policy = String(headers['content-security-policy']).split('; ');
    expect(policy).toEqual(
      expect.arrayContaining(["default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'"]),
    );
    expect(headers['strict-transport-security']).toBeUndefined();
  });

  it('allow the script files of the documentation, but no inline scripts', async () => {
    const { bytes, headers } = await ask('/docs');
    const page = bytes.toString('utf8');
    expect(headers['content-security-policy']).toContain("script-src 'self';");
    for (const [, attributes = '', content = ''] of page.matchAll(/<script([^>]*)>([^<]*)<\/script>/g)) {
      expect(content.trim()).toBe('');
      const [, source = ''] = /src="([^"]+)"/.exec(attributes) ?? [];
      expect((await ask(new URL(source, 'http://a/docs').pathname)).statusCode).toBe(200);
    }
  });

  it('are left out of responses to services', async () => {
    const { headers } = await ask('/v1/books/atlas', { 'x-deadline-ms': '1000' });
    expect(headers['x-content-type-options']).toBeUndefined();
    expect(headers['referrer-policy']).toBeUndefined();
    expect(headers['cache-control']).toBeUndefined();
    expect(headers.ratelimit).toBeUndefined();
    expect(headers['x-request-id']).toBeDefined();
  });

  it('are in every response through the edge, even if the request has a header that only services send', async () => {
    const outside = { 'x-deadline-ms': '1000', 'x-forwarded-for': '203.0.113.7' };
    const { headers } = await ask('/v1/books/atlas', outside);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['cache-control']).toBeDefined();
  });

  it('keep browsers on HTTPS in production', async () => {
    const production = await RunningLibrary.start({ ENVIRONMENT: 'production' });
    const { headers } = await production.request('GET', '/ping');
    expect(headers.get('strict-transport-security')).toMatch(/^max-age=31536000\b/);
    await production.stop();
  });
});

describe('the size of an error response', () => {
  const LIMIT = 8_000;
  const many = Array.from({ length: 2_500 }, (_, at) => `${at.toString(36)}=`).join('&');

  it.each<[string, string, string, RequestInit]>([
    ['unknown parameters', 'GET', `/ping?${many}`, {}],
    ['one long parameter', 'GET', `/ping?${'a'.repeat(13_000)}=1`, {}],
    ['a long path', 'GET', `/${'a'.repeat(13_000)}`, {}],
    ['a long id', 'GET', `/v1/books/${'a'.repeat(13_000)}`, {}],
    [
      'unknown fields',
      'POST',
      '/v1/books',
      jsonBody(Object.fromEntries(Array.from({ length: 4_000 }, (_, at) => [`f${at}`, 1]))),
    ],
    ['one long field', 'POST', '/v1/books', jsonBody({ ['\u{1F600}'.repeat(10_000)]: 1 })],
    ['a form', 'POST', '/v1/books', { body: new URLSearchParams(many) }],
  ])('is limited for %s', async (_, method, path, options) => {
    const response = await library.request(method, path, options);
    const text = await response.clone().text();
    expect(text.length).toBeLessThan(LIMIT);
    const { errors = [], status, detail } = await problemIn(response);
    expect([400, 404]).toContain(status);
    expect(errors.length).toBeLessThanOrEqual(20);
    if (errors.length === 20) expect(detail).toMatch(/and \d{4} more, errors has the first 20/);
  });

  function jsonBody(body: unknown): RequestInit {
    return { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  }
});
