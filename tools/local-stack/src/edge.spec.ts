import { type IncomingHttpHeaders, type Server, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { contract, data, identifier, json, operation } from '#contracts/vocabulary';
import { freePort } from '#libs/stand-ins';
import { z } from 'zod';
import { Edge } from './edge.ts';

const answers = { 200: json('A book', data(z.string())) };
const books = contract('books', {
  getBook: operation({
    method: 'GET',
    path: '/v1/books/{book_id}',
    summary: 'Shows a book.',
    access: 'public',
    exposure: 'edge',
    params: { book_id: identifier },
    responses: answers,
  }),
  writeBook: operation({
    method: 'PUT',
    path: '/v1/books/{book_id}',
    summary: 'Writes a book; nobody has built it.',
    access: 'public',
    exposure: 'edge',
    params: { book_id: identifier },
    responses: answers,
  }),
  countBooks: operation({
    method: 'GET',
    path: '/v1/counts',
    summary: 'Counts books, for machines.',
    access: 'machine:books.count',
    exposure: 'internal',
    responses: answers,
  }),
  setCount: operation({
    method: 'PUT',
    path: '/v1/counts/today',
    summary: 'Sets the count, for machines.',
    access: 'machine:books.count',
    exposure: 'internal',
    responses: answers,
  }),
  getCount: operation({
    method: 'GET',
    path: '/v1/counts/today',
    summary: 'Shows the count.',
    access: 'public',
    exposure: 'edge',
    responses: answers,
  }),
});
const shelves = contract('shelves', {});

const LARGER_THAN_ALL_BUFFERS = 32 * 1024 * 1024;

/** A service that tells what it got. */
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
  const standIn = new Echo('stand-in');
  let edge: Edge;

  beforeAll(async () => {
    edge = await Edge.start({
      host: '127.0.0.1',
      port: await freePort(),
      contracts: [books, shelves],
      addresses: { books: await book.listen(), shelves: await shelf.listen() },
      defaultService: 'shelves',
      replaced: {
        operations: [books.operations.writeBook, books.operations.countBooks],
        address: await standIn.listen(),
      },
    });
  });

  afterAll(async () => {
    await edge.stop();
    book.server.closeAllConnections();
    shelf.server.closeAllConnections();
    standIn.server.closeAllConnections();
    standIn.server.close();
    book.server.close();
    shelf.server.close();
  });

  const ask = async (path: string, init?: RequestInit): Promise<string> =>
    (await fetch(`${edge.url}${path}`, init)).text();
  const get = (path: string, headers: Record<string, string> = {}): Promise<string> => ask(path, { headers });

  it('sends a path to the service whose contract has it, and the rest to the default service', async () => {
    expect(await get('/v1/books/b1')).toBe('books');
    expect(await get('/v1/books')).toBe('shelves');
    expect(await get('/ping')).toBe('shelves');
  });

  it('sends a replaced operation elsewhere, and the others at its path to their service', async () => {
    expect(await ask('/v1/books/b1', { method: 'PUT' })).toBe('stand-in');
    expect(await get('/v1/books/b1')).toBe('books');
  });

  it('answers itself that nothing is at a path that only machines may call, as the load balancer does', async () => {
    const response = await fetch(`${edge.url}/v1/counts?x=1`, { method: 'POST' });
    expect([response.status, response.headers.get('content-type')]).toEqual([
      404,
      'application/problem+json',
    ]);
    expect(await response.json()).toMatchObject({ code: 'NOT_FOUND', status: 404, instance: '/v1/counts' });
  });

  it('leaves to the service a path that others may call, too', async () => {
    expect(await get('/v1/counts/today')).toBe('books');
    expect(await ask('/v1/counts/today', { method: 'PUT' })).toBe('books');
  });

  it('passes the path on as it came, and adds the address of the caller', async () => {
    await get('/v1/books/a%20b?x=%2F', { 'x-forwarded-for': '10.0.0.1' });
    const last = book.seen.at(-1);
    expect(last?.url).toBe('/v1/books/a%20b?x=%2F');
    expect(last?.headers['x-forwarded-for']).toBe('10.0.0.1, 127.0.0.1');
  });

  describe('to a page of another origin', () => {
    const origin = 'http://localhost:5173';

    it('gives answers to read, a service and the mock alike, with the leave to it once', async () => {
      for (const init of [{ headers: { origin } }, { headers: { origin }, method: 'PUT' }]) {
        const { headers } = await fetch(`${edge.url}/v1/books/b1`, init);
        expect(headers.get('access-control-allow-origin')).toBe('*');
        expect(headers.get('access-control-expose-headers')).toContain('X-Request-Id');
        expect(headers.get('etag')).toBe('"1"');
      }
    });

    it('gives its own refusals to read', async () => {
      const { status, headers } = await fetch(`${edge.url}/v1/counts`, { headers: { origin } });
      expect([status, headers.get('access-control-allow-origin')]).toEqual([404, '*']);
    });

    it('says itself what may be sent, and asks no service', async () => {
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
      expect(headers.get('access-control-allow-methods')).toBe('GET, PUT');
      expect(headers.get('access-control-allow-headers')).toBe('authorization,content-type');
      expect(book.seen).toHaveLength(before);
    });

    it('leaves an OPTIONS that is no preflight to the service', async () => {
      expect(await ask('/v1/books/b1', { method: 'OPTIONS' })).toBe('books');
    });
  });

  it('reads what the service leaves of a body, so that the caller can end and gets the answer', async () => {
    const sending = request(`${edge.url}/v1/books/b1`, { method: 'POST' });
    const failed = new Promise<never>((_, reject) => sending.once('error', reject));
    const sent = new Promise<void>((resolve) => sending.once('finish', resolve));
    const status = new Promise((resolve) =>
      sending.once('response', (answer) => answer.resume().once('end', () => resolve(answer.statusCode))),
    );
    sending.end(Buffer.alloc(LARGER_THAN_ALL_BUFFERS));
    await Promise.race([Promise.all([sent, status]), failed]);
    expect(await status).toBe(200);
  }, 20_000);

  it('answers with a problem when the service is down', async () => {
    book.server.closeAllConnections();
    await new Promise((resolve) => book.server.close(resolve));
    const response = await fetch(`${edge.url}/v1/books/b1`);
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ code: 'UNAVAILABLE', instance: '/v1/books/b1' });
  });
});
