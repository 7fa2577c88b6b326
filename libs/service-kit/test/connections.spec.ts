import type { Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { slow } from './library.ts';
import { accepts, connectTo, get } from './raw-connection.ts';
import { until } from './until.ts';
import { RunningLibrary } from './running-library.ts';

/** The load balancer closes a connection that is idle for this time. */
const LOAD_BALANCER_IDLE_MS = 60_000;

let library: RunningLibrary;

beforeEach(async () => {
  library = await RunningLibrary.start();
});

it('a service keeps idle connections open longer than the load balancer, and limits the time of a request', async () => {
  const server: Server = library.service.app.getHttpServer();
  expect(server.keepAliveTimeout).toBeGreaterThan(LOAD_BALANCER_IDLE_MS);
  expect(server.requestTimeout).toBeGreaterThan(0);
  expect(server.requestTimeout).toBeLessThan(LOAD_BALANCER_IDLE_MS);
  expect(server.headersTimeout).toBeGreaterThan(0);
  expect(server.headersTimeout).toBeLessThanOrEqual(LOAD_BALANCER_IDLE_MS);
  await library.stop();
});

it('a service stops even if a connection is idle', async () => {
  const socket = connectTo(library);
  const closed = text(socket);
  socket.write(get('/ping'));
  await new Promise((resolve) => socket.once('readable', resolve));
  await library.stop();
  expect(await closed).toMatch(/^HTTP\/1.1 200 /);
});

it.each([
  ['the whole rest', 'hello'],
  ['a part of the rest', 'he'],
])('a service stops even if %s of a request body arrives after the response', async (_, rest) => {
  const socket = connectTo(library);
  const closed = text(socket);
  socket.write('POST /v1/books HTTP/1.1\r\nhost: a\r\ncontent-type: text/xml\r\ncontent-length: 5\r\n\r\n');
  await new Promise((resolve) => socket.once('readable', resolve));
  socket.write(rest);
  await delay(50);
  await library.stop();
  expect(await closed).toMatch(/^HTTP\/1.1 415 /);
});

it('a stopping service finishes the running request and then closes the connection', async () => {
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

it('a service stops without an error if two callers stop it at the same time', async () => {
  await Promise.all([library.service.stop(), library.service.stop()]);
  expect(await accepts(library)).toBe(false);
  await library.release();
});
