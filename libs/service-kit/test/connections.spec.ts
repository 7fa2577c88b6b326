import type { Server } from 'node:http';
import { type Socket, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { slow } from './library.ts';
import { RunningLibrary } from './running-library.ts';

/** The idle time of the load balancer, in ms. */
const LOAD_BALANCER_IDLE_MS = 60_000;

let library: RunningLibrary;

beforeEach(async () => {
  library = await RunningLibrary.start();
});

it('outlives an idle connection of the load balancer, and gives up on a request that never ends', async () => {
  const server: Server = library.service.app.getHttpServer();
  expect(server.keepAliveTimeout).toBeGreaterThan(LOAD_BALANCER_IDLE_MS);
  expect(server.requestTimeout).toBeGreaterThan(0);
  expect(server.requestTimeout).toBeLessThan(LOAD_BALANCER_IDLE_MS);
  expect(server.headersTimeout).toBeGreaterThan(0);
  expect(server.headersTimeout).toBeLessThanOrEqual(LOAD_BALANCER_IDLE_MS);
  await library.stop();
});

it.each([
  ['a header that is none', 'GET /ping HTTP/1.1\r\nhost: a\r\nno colon\r\n\r\n', 400],
  ['headers that are too long', `GET /ping HTTP/1.1\r\nhost: a\r\nx: ${'a'.repeat(20_000)}\r\n\r\n`, 431],
  ['another protocol', '\u0016\u0003\u0001', 400],
  ['no host', 'GET /ping HTTP/1.1\r\n\r\n', 400],
  [
    'two lengths',
    'POST /v1/books HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab',
    400,
  ],
  [
    'a length and chunks',
    'POST /v1/books HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
    400,
  ],
])('refuses what is no proper request, and says nothing of its inside: %s', async (_, bytes, status) => {
  const socket = connectTo(library);
  socket.write(bytes, 'latin1');
  const answer = await text(socket);
  expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(answer).not.toMatch(/HPE_|parser|\.js\b|node/i);
  await library.stop();
});

it('is not kept from stopping by a connection that is idle', async () => {
  const socket = connectTo(library);
  const closed = text(socket);
  socket.write(get('/ping'));
  await new Promise((resolve) => socket.once('readable', resolve));
  await library.stop();
  expect(await closed).toMatch(/^HTTP\/1.1 200 /);
});

it('finishes a request in flight while it stops, and then ends the connection that it came by', async () => {
  slow.arrived = 0;
  const socket = connectTo(library);
  const answers = text(socket);
  socket.write(get('/v1/books/slow'));
  await until(() => slow.arrived === 1);
  const stopped = library.service.stop();
  await until(async () => !(await accepts(library)));
  slow.finish();
  expect(await answers).toMatch(/^HTTP\/1.1 200 [^]*\r\nconnection: close\r\n[^]*"title":"Atlas"/i);
  await stopped;
  await library.release();
});

it('may be told to stop by two at once', async () => {
  await Promise.all([library.service.stop(), library.service.stop()]);
  expect(await accepts(library)).toBe(false);
  await library.release();
});

function get(path: string): string {
  return `GET ${path} HTTP/1.1\r\nhost: library\r\n\r\n`;
}

function connectTo({ service }: RunningLibrary): Socket {
  const { hostname, port } = new URL(service.url);
  return connect(Number(port), hostname);
}

/** Whether it takes a new connection. */
function accepts(running: RunningLibrary): Promise<boolean> {
  const socket = connectTo(running);
  return new Promise((resolve) => {
    socket.once('error', () => resolve(false));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await delay(10);
}
