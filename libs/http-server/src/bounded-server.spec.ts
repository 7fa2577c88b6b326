import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type AddressInfo, type Socket, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { BoundedServer } from './bounded-server.ts';
import { type ConnectionLimits, connectionLimits } from './connection-limits.ts';

const CONNECTIONS = 20;
const PIPELINED = 300;
const LARGE_BODY = 'a'.repeat(500_000);

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

let server: BoundedServer;
let exchanges: Exchange[];
let sockets: Socket[];

async function start(limits?: ConnectionLimits): Promise<void> {
  server = new BoundedServer((request, response) => exchanges.push({ request, response }), limits);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
}

beforeEach(async () => {
  exchanges = [];
  sockets = [];
  await start();
});

afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await new Promise((resolve) => server.close(resolve));
});

function open(): Socket {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.on('error', () => undefined);
  sockets.push(socket);
  return socket;
}

function get(path: string): string {
  return `GET ${path} HTTP/1.1\r\nhost: a\r\n\r\n`;
}

function pathsInWork(): (string | undefined)[] {
  return exchanges.map(({ request }) => request.url);
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await delay(5);
}

describe('a caller that pipelines requests and reads no response', () => {
  it('makes the server store only one response per connection', async () => {
    let responses = 0;
    server.answerWith((_request, response) => {
      responses += 1;
      response.end(LARGE_BODY);
    });
    const accepted: Socket[] = [];
    server.on('connection', (socket: Socket) => accepted.push(socket));
    const few = Array.from({ length: connectionLimits.waitingRequests }, (_, at) => get(`/${at}`)).join('');
    for (let at = 0; at < CONNECTIONS; at += 1) open().pause().write(few);
    await until(
      () => accepted.length === CONNECTIONS && accepted.every(({ bytesRead }) => bytesRead === few.length),
    );
    await delay(100);
    // The kernel buffers some responses. Apart from these, a connection stores at most one response.
    const held = accepted.map((socket) => socket.writableLength);
    expect(Math.max(...held)).toBeLessThan(2 * LARGE_BODY.length);
    expect(responses).toBeLessThan((CONNECTIONS * connectionLimits.waitingRequests) / 2);
  });

  it('loses its connection if too many requests wait', async () => {
    const many = Array.from({ length: PIPELINED }, (_, at) => get(`/${at}`)).join('');
    const all = Array.from({ length: CONNECTIONS }, open);
    await Promise.all(
      all.map(async (socket) => {
        socket.write(many);
        await once(socket, 'close');
      }),
    );
    expect(exchanges).toHaveLength(CONNECTIONS);
  });
});

it('BoundedServer responds to pipelined requests in the order of the requests', async () => {
  const socket = open();
  const received = text(socket);
  socket.write(get('/1') + get('/2') + get('/3'));
  for (const path of ['/1', '/2', '/3']) {
    await until(() => pathsInWork().includes(path));
    expect(pathsInWork().at(-1)).toBe(path);
    exchanges.at(-1)?.response.end(`body of ${path}`);
  }
  socket.end();
  expect((await received).match(/body of \/\d/g)).toEqual(['body of /1', 'body of /2', 'body of /3']);
});

it('BoundedServer refuses a malformed request after it has responded to the earlier requests', async () => {
  const socket = open();
  const received = text(socket);
  socket.write(`${get('/1')}${get('/2')}no request\r\n\r\n`);
  await until(() => exchanges.length === 1);
  exchanges[0]?.response.end('first');
  await until(() => exchanges.length === 2);
  exchanges[1]?.response.end('second');
  expect(await received).toMatch(
    /200 OK[^]*first[^]*200 OK[^]*second[^]*400 Bad Request[^]*"code":"INVALID_REQUEST"/,
  );
});

it.each([
  ['the first request', ''],
  ['a later request', get('/1')],
])('BoundedServer refuses a request with a malformed body: %s', async (_, before) => {
  const socket = open();
  const received = text(socket);
  socket.write(`${before}POST /2 HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n`);
  if (before !== '') {
    await until(() => exchanges.length === 1);
    exchanges[0]?.response.end();
  }
  expect(await received).toMatch(/400 Bad Request[^]*"code":"INVALID_REQUEST"/);
});

describe('a slow connection', () => {
  async function restart(limits: Partial<ConnectionLimits>): Promise<void> {
    await new Promise((resolve) => server.close(resolve));
    await start({ ...connectionLimits, checkMs: 10, ...limits });
  }

  it.each<[string, string, Partial<ConnectionLimits>]>([
    ['its headers', 'GET / HTTP/1.1\r\nhost: a\r\n', { headersMs: 50 }],
    [
      'its body',
      'POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 9\r\n\r\nabc',
      { headersMs: 50, requestMs: 50 },
    ],
  ])('gets 408 if it takes too long to send %s', async (_, bytes, limits) => {
    await restart(limits);
    const socket = open();
    const received = text(socket);
    socket.write(bytes);
    expect(await received).toMatch(/^HTTP\/1.1 408 [^]*"code":"REQUEST_TIMEOUT"/);
  });

  it('is closed if it takes too long to read the response', async () => {
    await restart({ stalledMs: 200 });
    open().pause().write(get('/'));
    await until(() => exchanges.length === 1);
    const [exchange] = exchanges;
    exchange?.response.end(LARGE_BODY.repeat(20));
    await until(() => exchange?.request.socket.destroyed === true);
    expect(exchange?.response.writableFinished).toBe(false);
  });
});

it('BoundedServer accepts no more connections than the configured limit', async () => {
  await new Promise((resolve) => server.close(resolve));
  await start({ ...connectionLimits, connections: 3 });
  const all = Array.from({ length: 3 }, open);
  await Promise.all(all.map((socket) => once(socket, 'connect')));
  const [dropped] = await Promise.all([once(open(), 'close'), once(server, 'drop')]);
  expect(dropped).toBeDefined();
  expect(all.every(({ destroyed }) => !destroyed)).toBe(true);
});

describe('a server that stops', () => {
  async function inWork(path: string): Promise<Exchange> {
    await until(() => pathsInWork().includes(path));
    const exchange = exchanges.find(({ request }) => request.url === path);
    if (!exchange) throw new Error(`${path} is not in progress`);
    return exchange;
  }

  it('closes a connection after the response to its last request', async () => {
    const socket = open();
    const received = text(socket);
    socket.write(get('/1') + get('/2'));
    const first = await inWork('/1');
    server.drain();
    first.response.end('first');
    (await inWork('/2')).response.end('second');
    expect(await received).toMatch(/keep-alive[^]*first[^]*connection: close[^]*second/i);
  });

  it('closes each new connection after one response while the server drains', async () => {
    server.drain();
    const socket = open();
    const received = text(socket);
    socket.write(get('/1'));
    (await inWork('/1')).response.end();
    expect(await received).toMatch(/200 OK[^]*connection: close/i);
  });

  it('responds to a request that arrives right after the server started to close', async () => {
    const accepted = once(server, 'connection');
    const socket = open();
    await accepted;
    const closed = new Promise((resolve) => server.close(resolve));
    const received = text(socket);
    socket.write(get('/1'));
    (await inWork('/1')).response.end();
    expect(await received).toMatch(/200 OK[^]*connection: close/i);
    await closed;
  });

  it('sends the complete response to a caller that reads slowly', async () => {
    const socket = open().pause();
    socket.write(get('/1'));
    const { response } = await inWork('/1');
    response.end(LARGE_BODY.repeat(20));
    const closed = new Promise((resolve) => server.close(resolve));
    await delay(2 * connectionLimits.onTheirWayMs);
    expect((await text(socket)).length).toBeGreaterThan(20 * LARGE_BODY.length);
    await closed;
  });
});
