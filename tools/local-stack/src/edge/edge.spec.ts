import { once } from 'node:events';
import { type IncomingHttpHeaders, type Server, createServer, request } from 'node:http';
import { type AddressInfo, type Socket, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { type Problem, contract, data, html, identifier, json, operation } from '#contracts/vocabulary';
import { freePort } from '#libs/stand-ins';
import { z } from 'zod';
import { Edge } from './edge.ts';

const responses = { 200: json('A book', data(z.string())) };
const books = contract('books', {
  getBook: operation({
    method: 'GET',
    path: '/v1/books/{book_id}',
    summary: 'Shows a book.',
    access: 'public',
    exposure: 'edge',
    params: { book_id: identifier },
    responses,
  }),
  showBooks: operation({
    method: 'GET',
    path: '/books',
    summary: 'Shows books to people.',
    access: 'public',
    exposure: 'edge',
    responses: { 200: html('The books') },
  }),
  writeBook: operation({
    method: 'PUT',
    path: '/v1/books/{book_id}',
    summary: 'Writes a book.',
    built: false,
    access: 'public',
    exposure: 'edge',
    params: { book_id: identifier },
    responses,
  }),
  countBooks: operation({
    method: 'GET',
    path: '/v1/counts',
    summary: 'Counts books, for machines.',
    built: false,
    access: 'machine:books.count',
    exposure: 'internal',
    responses,
  }),
  setCount: operation({
    method: 'PUT',
    path: '/v1/counts/today',
    summary: 'Sets the count, for machines.',
    access: 'machine:books.count',
    exposure: 'internal',
    responses,
  }),
  getCount: operation({
    method: 'GET',
    path: '/v1/counts/today',
    summary: 'Shows the count.',
    access: 'public',
    exposure: 'edge',
    responses,
  }),
});
const shelves = contract('shelves', {});

const LARGER_THAN_ALL_BUFFERS = 32 * 1024 * 1024;

class Echo {
  readonly seen: { url: string | undefined; headers: IncomingHttpHeaders }[] = [];
  readonly server: Server = createServer((request, response) => {
    this.seen.push({ url: request.url, headers: request.headers });
    const headers = { 'content-type': 'text/plain', 'access-control-allow-origin': '*', etag: '"1"' };
    response.writeHead(200, headers).end(this.name);
  });

  constructor(private readonly name: string) {}

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }
}

describe('the edge', () => {
  const book = new Echo('books');
  const shelf = new Echo('shelves');
  const mock = new Echo('mock');
  let edge: Edge;

  beforeAll(async () => {
    edge = await Edge.start({
      host: '127.0.0.1',
      port: await freePort(),
      contracts: [books, shelves],
      addresses: { books: await book.listen(), shelves: await shelf.listen() },
      defaultService: 'shelves',
      mockAddress: await mock.listen(),
    });
  });

  afterAll(async () => {
    await edge.stop();
    book.server.closeAllConnections();
    shelf.server.closeAllConnections();
    mock.server.closeAllConnections();
    mock.server.close();
    book.server.close();
    shelf.server.close();
  });

  const seenRequests = (): number => [book, shelf, mock].reduce((sum, { seen }) => sum + seen.length, 0);
  const rawRequest = (...lines: string[]): Promise<string> => {
    const socket = connectTo(edge.url);
    socket.write(head(...lines));
    return text(socket);
  };
  const ask = async (path: string, init?: RequestInit): Promise<string> =>
    (await fetch(`${edge.url}${path}`, init)).text();
  const get = (path: string, headers: Record<string, string> = {}): Promise<string> => ask(path, { headers });

  it('forwards a path to the service that owns it, and /ping to the default service', async () => {
    expect(await get('/v1/books/b1')).toBe('books');
    expect(await get('/ping')).toBe('shelves');
  });

  it.each([
    ['GET', '/v1/books'],
    ['GET', '/'],
    ['GET', '/docs'],
    ['GET', '/docs-json'],
    ['GET', '/docs/index.html'],
    ['GET', '/live'],
    ['GET', '/v1/books/b1/'],
    ['GET', '/V1/books/b1'],
    ['GET', '//v1/books/b1'],
    ['GET', '/v1/books%2Fb1'],
    ['GET', '/v1/counts'],
    ['GET', '/v1/%63ounts?x=1'],
    ['HEAD', '/v1/counts'],
    ['POST', '/v1/counts'],
  ])('returns 404 without calling a service if no contract exposes %s %s', async (method, path) => {
    const before = seenRequests();
    const response = await fetch(`${edge.url}${path}`, {
      method,
      headers: { authorization: 'Bearer any' },
    });
    expect([response.status, response.headers.get('content-type')]).toEqual([
      404,
      'application/problem+json; charset=utf-8',
    ]);
    if (method !== 'HEAD') expect(await response.json()).toMatchObject({ code: 'NOT_FOUND', status: 404 });
    expect(seenRequests()).toBe(before);
  });

  it('returns 405 for an internal operation that shares its path with an exposed operation', async () => {
    const before = seenRequests();
    const response = await fetch(`${edge.url}/v1/counts/today`, { method: 'PUT' });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    expect(seenRequests()).toBe(before);
  });

  it.each([
    ['two Host headers', 400, ['host: a', 'host: b']],
    ['no Host header', 400, []],
    ['an empty Host header', 400, ['host:']],
    ['a user in the Host header', 400, ['host: u@a']],
    ['chunked in the TE header', 400, ['host: a', 'te: gzip, chunked']],
    ['a transfer coding', 400, ['host: a', 'transfer-encoding: gzip, chunked']],
    ['a content coding', 415, ['host: a', 'content-encoding: gzip']],
    ['a header of 20 kB', 431, ['host: a', `x: ${'a'.repeat(20_000)}`]],
    ['a header without a colon', 400, ['host: a', 'no colon']],
    ['too many headers', 431, ['host: a', ...Array.from({ length: 101 }, (_, at) => `x-${at}: a`)]],
  ])('rejects a request with %s, and returns the same status as a service', async (_, status, lines) => {
    const before = seenRequests();
    const response = await rawRequest('GET /v1/books/b1 HTTP/1.1', ...lines, 'connection: close');
    expect(response).toMatch(new RegExp(`^HTTP/1.1 ${status} [^]*application/problem\\+json`));
    expect(seenRequests()).toBe(before);
  });

  it('shortens a long path in the problem that it returns', async () => {
    const { instance } = (await (await fetch(`${edge.url}/${'a'.repeat(10_000)}`)).json()) as Problem;
    expect(instance.length).toBeLessThanOrEqual(1_000);
  });

  it.each([
    '/v1/books/a/../b',
    '/v1/books/%2e%2e',
    '/v1/books/%ZZ',
    '/v1/books/b1?x=%FF',
    '/v1/books\\b1',
    '*',
  ])('rejects the invalid request target %s', async (target) => {
    const before = seenRequests();
    const response = await rawRequest(`GET ${target} HTTP/1.1`, 'host: a', 'connection: close');
    expect(response).toMatch(/^HTTP\/1.1 400 /);
    expect(response).toContain('"code":"INVALID_REQUEST"');
    expect(seenRequests()).toBe(before);
  });

  it.each(['http://a.example/v1/books/b1?x=1', 'HTTP://a/v1/books/b1?x=1'])(
    'accepts the request target %s, and forwards only its path',
    async (target) => {
      const response = await rawRequest(`GET ${target} HTTP/1.1`, 'host: a', 'connection: close');
      expect(response).toMatch(/^HTTP\/1.1 200 /);
      expect(book.seen.at(-1)?.url).toBe('/v1/books/b1?x=1');
    },
  );

  it('forwards an invalid query to a service that serves pages', async () => {
    expect(await get('/books?utm_campaign=50%')).toBe('books');
    expect(book.seen.at(-1)?.url).toBe('/books?utm_campaign=50%');
  });

  it('forwards uploads to the mock, because the mock serves operations that are not built', async () => {
    expect(await ask('/uploads/receipt-1', { method: 'PUT', body: 'a photo' })).toBe('mock');
    expect(await get('/uploads/receipt-1')).toContain('NOT_FOUND');
  });

  it('forwards an unbuilt operation to the mock, even if the path has a built operation', async () => {
    expect(await ask('/v1/books/b1', { method: 'PUT' })).toBe('mock');
    expect(await get('/v1/books/b1')).toBe('books');
  });

  it("forwards the path unchanged, and adds the caller's address to X-Forwarded-For", async () => {
    await get('/v1/books/a%20b?x=%2F', { 'x-forwarded-for': '10.0.0.1' });
    const last = book.seen.at(-1);
    expect(last?.url).toBe('/v1/books/a%20b?x=%2F');
    expect(last?.headers).toMatchObject({
      'x-forwarded-for': '10.0.0.1, 127.0.0.1',
      'x-forwarded-proto': 'http',
      'x-forwarded-port': new URL(edge.url).port,
    });
  });

  it.each(['stop-1', 'a', 'x'.repeat(128)])('forwards a valid request id: %.20s', async (id) => {
    await get('/v1/books/b1', { 'x-request-id': id });
    expect(book.seen.at(-1)?.headers['x-request-id']).toBe(id);
    const refused = await fetch(`${edge.url}/v1/nothing`, { headers: { 'x-request-id': id } });
    expect(refused.headers.get('x-request-id')).toBe(id);
    expect(await refused.json()).toMatchObject({ request_id: id });
  });

  it.each([[], ['x-request-id: a b'], ['x-request-id: two-1', 'x-request-id: two-2']])(
    'creates a request id if the request headers contain no valid id: %j',
    async (...lines) => {
      await rawRequest('GET /v1/books/b1 HTTP/1.1', 'host: a', 'connection: close', ...lines);
      expect(book.seen.at(-1)?.headers['x-request-id']).toMatch(/^[\da-f-]{36}$/);
    },
  );

  it('removes hop-by-hop headers, but never removes X-Forwarded-For', async () => {
    await rawRequest(
      'GET /v1/books/b1 HTTP/1.1',
      'host: a',
      'connection: close, x-private, x-forwarded-for',
      'x-private: 1',
      'x-public: 1',
      'te: trailers',
      'upgrade: websocket',
      'proxy-authorization: Basic YTpi',
    );
    const headers = book.seen.at(-1)?.headers;
    expect(headers).toMatchObject({ 'x-public': '1', 'x-forwarded-for': '127.0.0.1' });
    for (const name of ['x-private', 'te', 'upgrade', 'proxy-authorization'])
      expect(headers).not.toHaveProperty(name);
    expect(headers?.connection).not.toContain('x-private');
  });

  it('responds to HTTP/1.0 without chunks, and closes the connection', async () => {
    const response = await rawRequest('GET /v1/books/b1 HTTP/1.0');
    expect(response).toMatch(/^HTTP\/1.1 200 [^]*\r\n\r\nbooks$/);
    expect(response).not.toMatch(/transfer-encoding/i);
  });

  it('sends 100 Continue to a caller that sends Expect: 100-continue', async () => {
    const socket = connectTo(edge.url);
    socket.write(head('POST /v1/books/b1 HTTP/1.1', 'host: a', 'expect: 100-continue', 'content-length: 2'));
    const [first] = (await once(socket, 'data')) as [Buffer];
    expect(first.toString()).toMatch(/^HTTP\/1.1 100 /);
    socket.write('ab');
    const [second] = (await once(socket, 'data')) as [Buffer];
    expect(second.toString()).toMatch(/^HTTP\/1.1 200 /);
    expect(book.seen.at(-1)?.headers).not.toHaveProperty('expect');
    socket.destroy();
  });

  it('rejects CONNECT requests', async () => {
    expect(await rawRequest('CONNECT a.example:443 HTTP/1.1', 'host: a')).toMatch(/^HTTP\/1.1 405 /);
  });

  describe('for cross-origin pages,', () => {
    const origin = 'http://localhost:5173';

    it('adds one CORS header to the responses of services and of the mock', async () => {
      for (const init of [{ headers: { origin } }, { headers: { origin }, method: 'PUT' }]) {
        const { headers } = await fetch(`${edge.url}/v1/books/b1`, init);
        expect(headers.get('access-control-allow-origin')).toBe('*');
        const exposed = headers.get('access-control-expose-headers')?.split(', ');
        expect(exposed).toEqual(
          expect.arrayContaining(['X-Request-Id', 'Retry-After', 'Idempotent-Replayed']),
        );
        expect(headers.get('etag')).toBe('"1"');
      }
    });

    it('adds the CORS header to the problems that the edge returns', async () => {
      const { status, headers } = await fetch(`${edge.url}/v1/counts`, { headers: { origin } });
      expect([status, headers.get('access-control-allow-origin')]).toEqual([404, '*']);
    });

    it('responds to a preflight request without calling a service', async () => {
      const before = book.seen.length;
      const { status, headers } = await fetch(`${edge.url}/v1/books/b1`, {
        method: 'OPTIONS',
        headers: {
          origin,
          'access-control-request-method': 'PUT',
          'access-control-request-headers': 'authorization,content-type',
        },
      });
      expect([status, headers.get('access-control-allow-origin')]).toEqual([204, '*']);
      expect(headers.get('access-control-allow-methods')).toBe('GET, HEAD, PUT');
      const allowed = headers.get('access-control-allow-headers')?.toLowerCase().split(', ');
      expect(allowed).toEqual(
        expect.arrayContaining([
          'authorization',
          'content-type',
          'idempotency-key',
          'if-none-match',
          'prefer',
        ]),
      );
      expect(book.seen).toHaveLength(before);
    });

    it('forwards an OPTIONS request that is not a preflight request', async () => {
      expect(await ask('/v1/books/b1', { method: 'OPTIONS' })).toBe('books');
    });
  });

  it('reads the whole request body, even if the service ignores the body', async () => {
    const sending = request(`${edge.url}/v1/books/b1`, { method: 'POST' });
    const failed = new Promise<never>((_, reject) => sending.once('error', reject));
    const sent = new Promise<void>((resolve) => sending.once('finish', resolve));
    const status = new Promise((resolve) =>
      sending.once('response', (response) =>
        response.resume().once('end', () => resolve(response.statusCode)),
      ),
    );
    sending.end(Buffer.alloc(LARGER_THAN_ALL_BUFFERS));
    await Promise.race([Promise.all([sent, status]), failed]);
    expect(await status).toBe(200);
  }, 20_000);

  it('returns 503 with the request id if the service is not running', async () => {
    book.server.closeAllConnections();
    await new Promise((resolve) => book.server.close(resolve));
    const response = await fetch(`${edge.url}/v1/books/b1`);
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '1']);
    expect(await response.json()).toMatchObject({
      code: 'UNAVAILABLE',
      instance: '/v1/books/b1',
      request_id: response.headers.get('x-request-id'),
    });
    expect(response.headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/);
  });
});

function connectTo(url: string): Socket {
  const { hostname, port } = new URL(url);
  return connect(Number(port), hostname);
}

function head(...lines: string[]): string {
  return [...lines, '', ''].join('\r\n');
}
