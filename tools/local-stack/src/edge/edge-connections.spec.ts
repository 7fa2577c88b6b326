import { once } from 'node:events';
import { type RequestListener, type Server, createServer } from 'node:http';
import { type AddressInfo, type Socket, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { contract, data, identifier, json, operation } from '#contracts/vocabulary';
import { EDGE_IDLE_MS } from '#libs/manifest';
import { freePort } from '#libs/stand-ins';
import { z } from 'zod';
import { Edge, type EdgeTimeouts } from './edge.ts';

const book = {
  path: '/v1/books/{book_id}',
  summary: 'For a test.',
  access: 'public',
  exposure: 'edge',
  params: { book_id: identifier },
  responses: { 200: json('A book', data(z.string())) },
} as const;
const books = contract('books', {
  getBook: operation({ ...book, method: 'GET' }),
  writeBook: operation({ ...book, method: 'POST' }),
});

const LARGER_THAN_ALL_BUFFERS = 64 * 1024 * 1024;

let service: Server;
let edge: Edge;
let listener: RequestListener;
let accepted: Socket[];

beforeEach(async () => {
  accepted = [];
  listener = (_request, response) => response.end('fine');
  service = createServer((request, response) => listener(request, response));
  service.on('connection', (socket) => accepted.push(socket));
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
});

afterEach(async () => {
  await edge.stop();
  service.closeAllConnections();
  service.close();
});

async function startEdge(timeouts?: Partial<EdgeTimeouts>): Promise<void> {
  edge = await Edge.start({
    host: '127.0.0.1',
    port: await freePort(),
    contracts: [books],
    addresses: { books: `http://127.0.0.1:${(service.address() as AddressInfo).port}` },
    defaultService: 'books',
    ...(timeouts && { timeouts }),
  });
}

const ask = (method = 'GET'): Promise<Response> =>
  fetch(`${edge.url}/v1/books/b1`, { method, ...(method === 'POST' && { body: 'a' }) });

function connectToEdge(): Socket {
  const { hostname, port } = new URL(edge.url);
  return connect(Number(port), hostname);
}

it('the edge keeps idle connections open as long as the load balancer does', async () => {
  await startEdge();
  expect((await ask()).headers.get('keep-alive')).toBe(`timeout=${EDGE_IDLE_MS / 1000}`);
});

it('the edge loses no request if a service closes idle connections', async () => {
  await startEdge();
  // The service closes each connection right after its response: sometimes before the next request arrives,
  // and sometimes after.
  listener = (request, response) => {
    response.on('finish', () => setImmediate(() => request.socket.destroy()));
    response.end('fine');
  };
  const statuses: number[] = [];
  for (let call = 0; call < 100; call += 1) statuses.push((await ask(call % 2 ? 'GET' : 'POST')).status);
  expect(statuses).toEqual(statuses.map(() => 200));
});

it('the edge repeats a request on a new connection if a reused connection closes before the response starts', async () => {
  await startEdge();
  expect((await ask()).status).toBe(200);
  listener = (request, response) => {
    if (request.socket === accepted[0]) request.socket.destroy();
    else response.end('fine');
  };
  expect((await ask()).status).toBe(200);
  expect(accepted).toHaveLength(2);
});

it('the edge sends a POST request only once if the connection breaks, because a repetition may be harmful', async () => {
  await startEdge();
  await ask();
  let seen = 0;
  listener = (request) => {
    seen += 1;
    request.socket.destroy();
  };
  const response = await ask('POST');
  expect([response.status, seen]).toEqual([502, 1]);
  expect(await response.json()).toMatchObject({ code: 'UNAVAILABLE', status: 502 });
});

it('the edge returns 504 if a service does not respond', async () => {
  await startEdge({ idleMs: 100 });
  listener = () => undefined;
  const response = await ask();
  expect(response.status).toBe(504);
  expect(response.headers.get('retry-after')).toBe('1');
  expect(await response.json()).toMatchObject({ code: 'UNAVAILABLE', status: 504 });
});

it('the edge returns 502 if a service does not send HTTP', async () => {
  await startEdge();
  service.removeAllListeners('connection');
  service.on('connection', (socket: Socket) => socket.end('nonsense\r\n\r\n'));
  expect((await ask()).status).toBe(502);
});

it.each([
  ['its headers', 'GET /v1/books/b1 HTTP/1.1\r\nhost: a\r\nx-dripping: '],
  ['its body', 'POST /v1/books/b1 HTTP/1.1\r\nhost: a\r\ncontent-length: 1000\r\n\r\n'],
])('the edge returns 408 to a caller that sends %s too slowly', async (_, beginning) => {
  await startEdge({ requestMs: 300 });
  listener = (request, response) => request.resume().on('end', () => response.end());
  const socket = connectToEdge();
  const closed = text(socket);
  socket.write(beginning);
  const dripping = setInterval(() => socket.write('a'), 20);
  socket.on('error', () => undefined);
  const response = await closed.finally(() => clearInterval(dripping));
  expect(response).toMatch(/^HTTP\/1\.1 408 /);
});

it('the edge closes the connection to the service if the caller stops reading the response', async () => {
  await startEdge({ idleMs: 200 });
  let closed: Promise<unknown> = Promise.resolve();
  let sent = 0;
  listener = (_request, response) => {
    closed = once(response, 'close');
    const chunk = Buffer.alloc(1024 * 1024);
    const more = (): void => {
      while (sent < LARGER_THAN_ALL_BUFFERS) {
        sent += chunk.length;
        if (!response.write(chunk)) return void response.once('drain', more);
      }
      response.end();
    };
    more();
  };
  const socket = connectToEdge();
  socket.pause();
  socket.write('GET /v1/books/b1 HTTP/1.1\r\nhost: a\r\n\r\n');
  await once(service, 'request');
  await closed;
  expect(sent).toBeLessThan(LARGER_THAN_ALL_BUFFERS);
  socket.destroy();
});
