import { Agent } from 'undici';
import { problemBody } from '#libs/http-rules';
import { Deadline, runInRequest } from '#libs/runtime';
import { Metrics } from '#libs/telemetry';
import { booksContract, grownBooksContract } from './test/books.contract.ts';
import { type Reply, ScriptedServer, type Script, ok } from './test/scripted-server.ts';
import type { Discovery } from './discovery.ts';
import { BREAKER_FAILURES } from './instance-breaker.ts';
import { type Client, RpcClient, clientOf } from './rpc-client.ts';
import { RpcProblemError, RpcUnavailableError } from './rpc-error.ts';
import { StaticDiscovery } from './static-discovery.ts';

type Books = Client<typeof booksContract>;

const aBook = { book_id: 'b1', binding: 'paperback' };
const args = { shelf: 's1', book_id: 'b1' };
const LONG_MS = 60_000;

const servers: ScriptedServer[] = [];
const agents: Agent[] = [];
let metrics: Metrics;

beforeEach(() => {
  metrics = new Metrics();
});

afterEach(async () => {
  jest.restoreAllMocks();
  await Promise.all(agents.splice(0).map((agent) => agent.destroy()));
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

async function serve(script: Script = () => ok({ data: aBook })): Promise<ScriptedServer> {
  const server = await ScriptedServer.start(script);
  servers.push(server);
  return server;
}

function inTurn(...replies: Reply[]): Script {
  return () => replies.shift() ?? ok({ data: aBook });
}

function rpcTo(discovery: Discovery, deadlineMs = LONG_MS, connections = 8): RpcClient {
  const agent = new Agent({ connections });
  agents.push(agent);
  return new RpcClient('books', discovery, agent, deadlineMs, metrics);
}

function booksAt(addresses: readonly ScriptedServer[], deadlineMs?: number, connections?: number): Books {
  const discovery = new StaticDiscovery({ books: addresses.map(({ url }) => url) });
  return clientOf(booksContract, rpcTo(discovery, deadlineMs, connections));
}

function aProblem(status: number): Reply {
  const problem = { code: 'BOOK_NOT_FOUND', title: 'There is no such book', status };
  const body = problemBody(problem, {
    detail: 'There is no book with this id',
    path: '/v1/books/b1',
    requestId: 'request-1',
  });
  return { status, type: 'application/problem+json', body: JSON.stringify(body) };
}

async function rootCauseOf(call: Promise<unknown>): Promise<unknown> {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(RpcUnavailableError);
  let cause = error;
  while (typeof cause === 'object' && cause !== null && 'cause' in cause && cause.cause !== undefined) {
    cause = cause.cause;
  }
  return cause;
}

function runningTimers(): number {
  return process.getActiveResourcesInfo().filter((type) => type === 'Timeout').length;
}

it('an RPC client counts each call once, by its outcome', async () => {
  const server = await serve(inTurn(ok({ data: aBook }), aProblem(404), 'reset'));
  const books = booksAt([server]);
  await books.getBook(args);
  await expect(books.getBook(args)).rejects.toThrow(RpcProblemError);
  await books.getBook(args);
  server.script = () => ({ status: 500, body: '' });
  await expect(books.getBook(args)).rejects.toThrow(RpcUnavailableError);
  const text = await metrics.registry.metrics();
  const counted = text.match(/(?<=^rpc_client_call_duration_seconds_count).*/gm);
  expect(counted).toEqual([
    '{service="books",operation="getBook",outcome="ok"} 2',
    '{service="books",operation="getBook",outcome="problem"} 1',
    '{service="books",operation="getBook",outcome="unavailable"} 1',
  ]);
});

describe('a request', () => {
  it('percent-encodes the arguments in the path and the query', async () => {
    const server = await serve();
    await booksAt([server]).getBook({ shelf: 'a/b ?', book_id: 'å#1', lang: 'sv & en', pages: 5 });
    expect(server.seen).toEqual([
      expect.objectContaining({
        method: 'GET',
        url: '/v1/shelves/a%2Fb%20%3F/books/%C3%A5%231?lang=sv+%26+en&pages=5',
        body: '',
      }),
    ]);
  });

  it('omits undefined arguments', async () => {
    const server = await serve();
    await booksAt([server]).getBook({ ...args, lang: undefined });
    expect(server.seen[0]?.url).toBe('/v1/shelves/s1/books/b1');
  });

  it('sends the declared fields of the body as JSON', async () => {
    const server = await serve(() => ({ status: 201, body: JSON.stringify({ data: aBook }) }));
    await booksAt([server]).addBook({ title: 'Röda rummet' });
    expect(server.seen[0]).toMatchObject({
      method: 'POST',
      url: '/v1/books',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: '{"title":"Röda rummet"}',
    });
  });

  it('forwards the token and the request id of the incoming request', async () => {
    const server = await serve();
    const books = booksAt([server]);
    const context = { requestId: 'request-7', authorization: 'Bearer abc', deadline: new Deadline(LONG_MS) };
    await runInRequest(context, () => books.getBook(args));
    expect(server.seen[0]?.headers).toMatchObject({
      'x-request-id': 'request-7',
      authorization: 'Bearer abc',
    });
  });

  it('forwards no token and no request id if there is no incoming request', async () => {
    const server = await serve();
    await booksAt([server]).getBook(args);
    expect(server.seen[0]?.headers).not.toHaveProperty('x-request-id');
    expect(server.seen[0]?.headers).not.toHaveProperty('authorization');
  });

  it('has the token of its own user, even on a shared connection', async () => {
    const server = await serve();
    const books = booksAt([server], LONG_MS, 1);
    await Promise.all(
      ['anna', 'bo', 'cleo'].map((name) =>
        runInRequest(
          { requestId: `request-${name}`, authorization: `Bearer ${name}`, deadline: new Deadline(LONG_MS) },
          () => books.getBook({ ...args, book_id: name }),
        ),
      ),
    );
    expect(server.connections).toBe(1);
    const sent = server.seen.map(({ url, headers }) => [url.split('/').at(-1), headers.authorization]);
    expect(Object.fromEntries(sent)).toEqual({ anna: 'Bearer anna', bo: 'Bearer bo', cleo: 'Bearer cleo' });
  });
});

describe('a second attempt', () => {
  it.each<[string, Reply]>([
    ['resets the connection', 'reset'],
    ['closes the connection in the middle of its response', 'cut'],
    ['responds 502', { status: 502, body: '<html>' }],
    ['responds 503', { status: 503, body: '' }],
    ['responds 504', { status: 504, body: '' }],
  ])('of a GET goes to a second instance when the first instance %s', async (_, reply) => {
    const bad = await serve(() => reply);
    const good = await serve();
    await expect(booksAt([bad, good]).getBook(args)).resolves.toEqual({ data: aBook });
    expect([bad.seen.length, good.seen.length]).toEqual([1, 1]);
  });

  it.each<[string, Reply]>([
    ['resets the connection', 'reset'],
    ['closes the connection early', 'cut'],
  ])('goes to the same instance when the only instance %s', async (_, reply) => {
    const server = await serve(inTurn(reply));
    await expect(booksAt([server]).getBook(args)).resolves.toEqual({ data: aBook });
    expect(server.seen).toHaveLength(2);
  });

  it('does not go to the same instance when the only instance responds 503', async () => {
    const server = await serve(() => ({ status: 503, body: '' }));
    await expect(booksAt([server]).getBook(args)).rejects.toThrow(RpcUnavailableError);
    expect(server.seen).toHaveLength(1);
  });

  it('is never followed by a third attempt', async () => {
    const three = await Promise.all([1, 2, 3].map(() => serve(() => ({ status: 503, body: '' }))));
    await expect(booksAt(three).getBook(args)).rejects.toThrow(RpcUnavailableError);
    expect(three.flatMap(({ seen }) => seen)).toHaveLength(2);
  });

  it.each<[string, Reply]>([
    ['resets the connection', 'reset'],
    ['responds 503', { status: 503, body: '' }],
  ])('never follows a POST, even if the instance %s', async (_, reply) => {
    const both = await Promise.all([serve(() => reply), serve(() => reply)]);
    await expect(booksAt(both).addBook({ title: 'Doktor Glas' })).rejects.toThrow(RpcUnavailableError);
    expect(both.flatMap(({ seen }) => seen)).toHaveLength(1);
  });

  it.each<[string, Reply]>([
    ['an error with status 500', { status: 500, body: '' }],
    ['a problem with status 429', aProblem(429)],
    ['invalid JSON', { status: 200, body: '{' }],
  ])('does not follow %s', async (_, reply) => {
    const both = await Promise.all([serve(() => reply), serve(() => reply)]);
    await expect(booksAt(both).getBook(args)).rejects.toThrow(RpcUnavailableError);
    expect(both.flatMap(({ seen }) => seen)).toHaveLength(1);
  });

  it('goes to a second instance even if many calls run at the same time', async () => {
    const dead = await serve(() => 'reset');
    const alive = await serve();
    const books = booksAt([dead, alive]);
    for (let round = 0; round < 4; round += 1) {
      await Promise.all([books.getBook(args), books.getBook(args), books.getBook(args)]);
    }
    expect(alive.seen).toHaveLength(12);
    expect(dead.seen.length).toBeGreaterThan(0);
  });
});

it('an RPC client uses the instances in turn', async () => {
  const three = await Promise.all([serve(), serve(), serve()]);
  const books = booksAt(three);
  for (let call = 0; call < 12; call += 1) await books.getBook(args);
  expect(three.map(({ seen }) => seen.length)).toEqual([4, 4, 4]);
});

it('an RPC client reuses a connection', async () => {
  const server = await serve();
  const books = booksAt([server], LONG_MS, 1);
  for (let call = 0; call < 5; call += 1) await books.getBook(args);
  expect(server.connections).toBe(1);
});

describe('the deadline', () => {
  it('ends a call without a response, and closes its connection', async () => {
    const server = await serve(() => 'silence');
    const cause = await rootCauseOf(booksAt([server], 300).getBook(args));
    expect(cause).toMatchObject({ name: 'TimeoutError' });
    expect(server.seen).toHaveLength(1);
    while ((await server.openConnections()) > 0) await new Promise(setImmediate);
  });

  it('can be shared by several calls', async () => {
    const slow = await serve(() => 'silence');
    const quick = await serve();
    const deadline = new Deadline(500);
    const results = await Promise.allSettled([
      booksAt([slow]).getBook(args, { deadline }),
      booksAt([quick]).getBook(args, { deadline }),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
  });

  it('is sent to the callee in ms, reduced by a margin', async () => {
    const server = await serve();
    const books = booksAt([server], 800);
    await books.getBook(args);
    const ofRequest = (ms: number) => ({
      requestId: 'request-1',
      authorization: undefined,
      deadline: new Deadline(ms),
    });
    await runInRequest(ofRequest(300), () => books.getBook(args));
    await runInRequest(ofRequest(5_000), () => books.getBook(args));
    const sent = server.seen.map(({ headers }) => Number(headers['x-deadline-ms']));
    expect(sent.map((ms) => [ms > 50, ms <= 750])).toEqual([
      [true, true],
      [true, true],
      [true, true],
    ]);
    expect(sent[1]).toBeLessThanOrEqual(250);
  });

  it('of the incoming request ends a call, and prevents later calls', async () => {
    const server = await serve(() => 'silence');
    const books = booksAt([server]);
    const context = { requestId: 'request-1', authorization: undefined, deadline: new Deadline(50) };
    const call = runInRequest(context, () => books.getBook(args));
    expect(await rootCauseOf(call)).toMatchObject({ name: 'TimeoutError' });
    await rootCauseOf(runInRequest(context, () => books.getBook(args)));
    expect(server.seen).toHaveLength(1);
  });

  it('ends a call that waits for discovery', async () => {
    const lost: Discovery = { instancesOf: () => new Promise(() => undefined), close: () => undefined };
    const books = clientOf(booksContract, rpcTo(lost, 50));
    expect(await rootCauseOf(books.getBook(args))).toMatchObject({ name: 'TimeoutError' });
  });

  it('ends a call that waits for a connection', async () => {
    const server = await serve(() => 'silence');
    const books = booksAt([server], LONG_MS, 1);
    books.getBook(args).catch(() => undefined);
    const second = books.getBook(args, { deadline: new Deadline(50) });
    expect(await rootCauseOf(second)).toMatchObject({ name: 'TimeoutError' });
  });

  it('cancels a waiting request without closing the shared connection', async () => {
    const release = Promise.withResolvers<Reply>();
    const server = await serve(() => release.promise);
    const books = booksAt([server], LONG_MS, 1);
    const first = books.getBook(args);
    await rootCauseOf(books.getBook({ ...args, book_id: 'late' }, { deadline: new Deadline(50) }));
    const third = books.getBook(args);
    release.resolve(ok({ data: aBook }));
    await expect(Promise.all([first, third])).resolves.toHaveLength(2);
    expect(server.seen.map(({ url }) => url.includes('late'))).toEqual([false, false]);
    expect(server.connections).toBe(1);
  });

  it('prevents later calls without opening the breaker', async () => {
    const server = await serve();
    const books = booksAt([server]);
    for (let call = 0; call < BREAKER_FAILURES; call += 1) {
      await rootCauseOf(books.getBook(args, { deadline: new Deadline(0) }));
    }
    expect(server.seen).toHaveLength(0);
    await expect(books.getBook(args)).resolves.toEqual({ data: aBook });
  });

  it('leaves no timer running, whether calls succeed or fail', async () => {
    const rounds = 8;
    const round: Reply[] = [
      'reset',
      ok({ data: aBook }),
      { status: 200, body: '{' },
      aProblem(404),
      ok({ data: aBook }),
    ];
    const server = await serve(inTurn(...Array.from({ length: rounds }, () => round).flat()));
    const books = booksAt([server]);
    const timersBefore = runningTimers();
    for (let call = 0; call < 4 * rounds; call += 1) await books.getBook(args).catch(() => undefined);
    expect(server.seen).toHaveLength(5 * rounds);
    // The connection pool may start or end timers during this test. A call that doesn't clear its timer adds one
    // timer per round.
    expect(runningTimers() - timersBefore).toBeLessThan(rounds / 2);
  });
});

describe('a response', () => {
  it('that is a problem about the request causes an RpcProblemError', async () => {
    const server = await serve(() => aProblem(404));
    const error: unknown = await booksAt([server])
      .getBook(args)
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(RpcProblemError);
    expect(error).toMatchObject({ service: 'books', problem: { status: 404, code: 'BOOK_NOT_FOUND' } });
  });

  it.each<[string, Reply]>([
    ['invalid JSON', { status: 200, body: '{"data":' }],
    ['empty', { status: 200, body: '' }],
    ['an HTML page', { status: 200, type: 'text/html', body: '<html></html>' }],
    ['a 404 with an HTML page', { status: 404, type: 'text/html', body: '<html></html>' }],
    ['a 404 that is not a problem', { status: 404, body: '{}' }],
    ['a body with a field of the wrong type', ok({ data: { ...aBook, book_id: 7 } })],
    ['a body with null instead of text', ok({ data: { ...aBook, binding: null } })],
    ['a success with an undeclared status', { status: 202, body: JSON.stringify({ data: aBook }) }],
    ['a redirect', { status: 302, body: 'x'.repeat(300_000) }],
    ['a 500 with a long HTML page', { status: 500, type: 'text/html', body: 'x'.repeat(300_000) }],
  ])('that is %s causes an RpcUnavailableError, but the connection stays open', async (_, reply) => {
    const server = await serve(inTurn(reply));
    const books = booksAt([server], LONG_MS, 1);
    await expect(books.getBook(args)).rejects.toThrow(RpcUnavailableError);
    await expect(books.getBook(args)).resolves.toEqual({ data: aBook });
    expect(server.connections).toBe(1);
  });

  it('with status 500 does not reveal which service failed', async () => {
    const server = await serve(() => ({ status: 500, body: 'secret' }));
    const call = booksAt([server]).getBook(args);
    await expect(call).rejects.toThrow(/^(?!.*(books|127\.0\.0\.1|secret))/);
    await expect(call).rejects.toMatchObject({ problem: { code: 'UNAVAILABLE', status: 503 } });
  });
});

it('an RPC client does not quote the response in errors, because errors are logged', async () => {
  const server = await serve(() => ({ status: 200, body: '{"contact":"anna@' }));
  const cause = await rootCauseOf(booksAt([server]).getBook(args));
  expect(cause).toMatchObject({ message: 'the response is not JSON' });
});

describe('a newer contract version', () => {
  it('does not break an older caller', async () => {
    const grown = { book_id: 'b1', binding: 'audio', author: 'Selma Lagerlöf' };
    const server = await serve(() => ok({ data: grown, served_by: 'v2' }));
    await expect(booksAt([server]).getBook(args)).resolves.toEqual({
      data: { book_id: 'b1', binding: 'unknown' },
    });
  });

  it('does not break a newer caller of an older service', async () => {
    const server = await serve();
    const discovery = new StaticDiscovery({ books: [server.url] });
    const books = clientOf(grownBooksContract, rpcTo(discovery));
    await expect(books.getBook(args)).resolves.toEqual({ data: aBook });
  });
});
