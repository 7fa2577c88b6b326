import { setTimeout as delay } from 'node:timers/promises';
import { Agent, buildConnector } from 'undici';
import { Deadline } from '#libs/runtime';
import { Metrics } from '#libs/telemetry';
import { booksContract } from './test/books.contract.ts';
import { ListeningProcess } from './test/listening-process.ts';
import { type Reply, ScriptedServer, type Script, ok } from './test/scripted-server.ts';
import { BREAKER_FAILURES, BREAKER_OPEN_MS } from './instance-breaker.ts';
import { type Client, RpcClient, clientOf } from './rpc-client.ts';
import { RpcUnavailableError } from './rpc-error.ts';
import { StaticDiscovery } from './static-discovery.ts';

type Books = Client<typeof booksContract>;

const DEADLINE_MS = 200;
const FAIR_SHARE_MS = DEADLINE_MS / 2;
const aBook = { data: { book_id: 'b1', binding: 'paperback' } };
const args = { shelf: 's1', book_id: 'b1' };
const poison = { shelf: 's2', book_id: 'poison' };

const cleanups: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  jest.restoreAllMocks();
  for (const cleanUp of cleanups.splice(0)) await cleanUp();
});

function cleanUpLater<T>(thing: T, cleanUp: (thing: T) => Promise<unknown>): T {
  cleanups.push(() => cleanUp(thing));
  return thing;
}

async function serve(script: Script = () => ok(aBook)): Promise<ScriptedServer> {
  return cleanUpLater(await ScriptedServer.start(script), (server) => server.stop());
}

async function serveInProcess(): Promise<ListeningProcess> {
  return cleanUpLater(await ListeningProcess.start(aBook), (server) => server.kill());
}

function booksAt(
  instances: readonly { readonly url: string }[],
  { deadlineMs = DEADLINE_MS, ...settings }: Agent.Options & { readonly deadlineMs?: number } = {},
): Books {
  const agent = cleanUpLater(new Agent({ connections: 32, ...settings }), (it) => it.destroy());
  const discovery = new StaticDiscovery({ books: instances.map(({ url }) => url) });
  return clientOf(booksContract, new RpcClient('books', discovery, agent, deadlineMs, new Metrics()));
}

async function failuresOf(calls: number, call: () => Promise<unknown>): Promise<number> {
  let failures = 0;
  for (let made = 0; made < calls; made += 1) await call().catch(() => (failures += 1));
  return failures;
}

function passTime(ms: number): void {
  const now = performance.now() + ms;
  jest.spyOn(performance, 'now').mockReturnValue(now);
}

function slowly(ms: number, reply: Reply = ok(aBook)): Script {
  return () => delay(ms, reply);
}

describe('the breaker of an instance', () => {
  it.each<[string, Reply]>([
    ['resets connections', 'reset'],
    ['closes connections in the middle of its responses', 'cut'],
  ])('opens when the instance %s', async (_, reply) => {
    const server = await serve(() => reply);
    const books = booksAt([server]);
    await failuresOf(3 * BREAKER_FAILURES, () => books.getBook(args));
    expect(server.seen).toHaveLength(BREAKER_FAILURES);
  });

  it('opens when the instance does not respond within the time of one attempt', async () => {
    const server = await serve(() => 'silence');
    const books = booksAt([server]);
    await Promise.all(
      Array.from({ length: BREAKER_FAILURES }, () => failuresOf(1, () => books.getBook(args))),
    );
    server.script = () => ok(aBook);
    await new Promise(setImmediate);
    await expect(books.getBook(args)).rejects.toThrow(RpcUnavailableError);
    expect(server.seen).toHaveLength(BREAKER_FAILURES);
  });

  it('opens when nothing listens at the address of the instance', async () => {
    const server = await serve();
    await server.stop();
    const books = booksAt([server]);
    expect(await failuresOf(BREAKER_FAILURES, () => books.getBook(args))).toBe(BREAKER_FAILURES);
    const cause = await books.getBook(args).catch(rootCauseOf);
    expect(cause).toMatchObject({
      message: 'all instances of books have open breakers',
    });
  });
});

describe('the breaker of an instance that works', () => {
  it.each([429, 500, 501, 502, 503, 504])(
    'stays closed while the instance responds with status %i',
    async (status) => {
      const server = await serve(() => ({ status, body: '' }));
      const books = booksAt([server]);
      await failuresOf(4 * BREAKER_FAILURES, () => books.getBook(args));
      server.script = () => ok(aBook);
      await expect(books.getBook(args)).resolves.toEqual(aBook);
    },
  );

  it.each<[string, Reply]>([
    ['invalid JSON', { status: 200, body: '{' }],
    ['a body that does not match its contract', ok({ data: { book_id: 7 } })],
    ['an HTML page', { status: 404, type: 'text/html', body: '<html>' }],
  ])('stays closed while the instance responds with %s', async (_, reply) => {
    const server = await serve(() => reply);
    const books = booksAt([server]);
    expect(await failuresOf(4 * BREAKER_FAILURES, () => books.getBook(args))).toBe(4 * BREAKER_FAILURES);
    expect(server.seen).toHaveLength(4 * BREAKER_FAILURES);
  });

  it('stays closed while the instance responds slowly but in time', async () => {
    const deadlineMs = 10 * DEADLINE_MS;
    const server = await serve(slowly(deadlineMs * 0.6));
    const books = booksAt([server], { deadlineMs });
    const calls = Array.from({ length: 2 * BREAKER_FAILURES }, () => books.getBook(args));
    await expect(Promise.all(calls)).resolves.toHaveLength(2 * BREAKER_FAILURES);
    await expect(books.getBook(args)).resolves.toEqual(aBook);
  });

  it('stays closed when a call succeeds between failures', async () => {
    let count = 0;
    const server = await serve(() => ((count += 1) % BREAKER_FAILURES === 0 ? ok(aBook) : 'reset'));
    const books = booksAt([server]);
    await failuresOf(6 * BREAKER_FAILURES, () => books.addBook({ title: 'Gösta Berlings saga' }));
    expect(server.seen).toHaveLength(6 * BREAKER_FAILURES);
  });

  it('stays closed if calls time out because their deadlines are very short', async () => {
    const server = await serve(() => 'silence');
    const books = booksAt([server]);
    await failuresOf(2 * BREAKER_FAILURES, () =>
      books.getBook(args, { deadline: new Deadline(FAIR_SHARE_MS / 5) }),
    );
    server.script = () => ok(aBook);
    await expect(books.getBook(args)).resolves.toEqual(aBook);
  });

  it('stays closed when requests time out in the queue of this process', async () => {
    const server = await serve(slowly(DEADLINE_MS * 0.8));
    const books = booksAt([server], { connections: 1 });
    const calls = Array.from({ length: 4 * BREAKER_FAILURES }, () => books.getBook(args));
    const results = await Promise.allSettled(calls);
    expect(results.filter(({ status }) => status === 'rejected').length).toBeGreaterThan(BREAKER_FAILURES);
    server.script = () => ok(aBook);
    await expect(books.getBook(args)).resolves.toEqual(aBook);
  });

  it.each(['EMFILE', 'EADDRNOTAVAIL'])(
    'stays closed when this process itself cannot open a connection (%s)',
    async (code) => {
      const server = await serve();
      const open = buildConnector({});
      let fails = true;
      const books = booksAt([server], {
        connect: (options, callback) =>
          fails ? callback(Object.assign(new Error(code), { code }), null) : open(options, callback),
      });
      expect(await failuresOf(2 * BREAKER_FAILURES, () => books.getBook(args))).toBe(2 * BREAKER_FAILURES);
      fails = false;
      await expect(books.getBook(args)).resolves.toEqual(aBook);
    },
  );

  it('stays closed when this process is too busy to read responses in time', async () => {
    const other = await serveInProcess();
    const books = booksAt([other], { connections: 1 });
    await books.getBook(args);
    for (let round = 0; round < BREAKER_FAILURES; round += 1) {
      const call = books.getBook(args);
      await delay(10);
      const blockedUntil = performance.now() + 4 * DEADLINE_MS;
      while (performance.now() < blockedUntil);
      await expect(call).resolves.toEqual(aBook);
    }
  });
});

describe('an input that always gets status 500', () => {
  it('does not block calls with other inputs, even if 20 calls fail each second', async () => {
    const server = await serve(({ url }) =>
      url.includes(poison.book_id) ? { status: 500, body: '' } : ok(aBook),
    );
    const books = booksAt([server]);
    for (let second = 0; second < 41; second += 1) {
      await failuresOf(20, () => books.getBook(poison));
      await expect(books.getBook(args)).resolves.toEqual(aBook);
    }
    expect(server.seen).toHaveLength(41 * 21);
  });
});

describe('an input that makes the service exceed the deadline', () => {
  it('does not open the breaker, because the service responds with 503 in time', async () => {
    const server = await serve(async ({ url, headers }) => {
      if (!url.includes(poison.book_id)) return ok(aBook);
      await delay(Number(headers['x-deadline-ms']) + 20);
      return { status: 503, body: '' };
    });
    const books = booksAt([server], { deadlineMs: 400 });
    await failuresOf(2 * BREAKER_FAILURES, () => books.getBook(poison));
    await expect(books.getBook(args)).resolves.toEqual(aBook);
    expect(server.seen).toHaveLength(2 * BREAKER_FAILURES + 1);
  });
});

describe('an open breaker', () => {
  async function openBreaker(): Promise<{ readonly server: ScriptedServer; readonly books: Books }> {
    const server = await serve(() => 'reset');
    const books = booksAt([server]);
    await failuresOf(BREAKER_FAILURES, () => books.getBook(args));
    server.seen.length = 0;
    return { server, books };
  }

  it('admits one trial within two seconds, and closes when the instance responds', async () => {
    expect(BREAKER_OPEN_MS).toBeLessThan(2_000);
    const { server, books } = await openBreaker();
    server.script = slowly(20);
    passTime(BREAKER_OPEN_MS);
    const results = await Promise.allSettled([books.getBook(args), books.getBook(args), books.getBook(args)]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect(server.seen).toHaveLength(1);
    expect(await failuresOf(3, () => books.getBook(args))).toBe(0);
  });

  it('closes even if the response to the trial is an error', async () => {
    const { server, books } = await openBreaker();
    server.script = () => ({ status: 500, body: '' });
    passTime(BREAKER_OPEN_MS);
    await failuresOf(3, () => books.getBook(args));
    expect(server.seen).toHaveLength(3);
  });

  it('stays open for the full time again after a failed trial', async () => {
    const { server, books } = await openBreaker();
    passTime(BREAKER_OPEN_MS);
    await failuresOf(3, () => books.getBook(args));
    expect(server.seen).toHaveLength(1);
  });

  it('admits a second trial if the first trial had a very short deadline', async () => {
    const { server, books } = await openBreaker();
    passTime(BREAKER_OPEN_MS);
    server.script = () => 'silence';
    const trial = books.getBook(args, { deadline: new Deadline(FAIR_SHARE_MS / 5) });
    await expect(trial).rejects.toThrow(RpcUnavailableError);
    expect(server.seen).toHaveLength(1);
    server.script = () => ok(aBook);
    await expect(books.getBook(args)).resolves.toEqual(aBook);
  });

  it('sends calls to the remaining instances, or rejects calls if none remains', async () => {
    const [first, second] = [await serve(() => 'reset'), await serve()];
    const books = booksAt([first, second]);
    expect(await failuresOf(20, () => books.getBook(args))).toBe(0);
    expect(first.seen).toHaveLength(BREAKER_FAILURES);
    second.script = () => 'reset';
    await failuresOf(2 * BREAKER_FAILURES, () => books.getBook(args));
    expect(second.seen.length).toBe(20 + BREAKER_FAILURES);
  });

  it('lets every GET succeed while the trial waits for a silent instance', async () => {
    const [silent, good] = [await serve(() => 'reset'), await serve()];
    const books = booksAt([silent, good]);
    await failuresOf(2 * BREAKER_FAILURES, () => books.getBook(args));
    silent.seen.length = 0;
    silent.script = () => 'silence';
    passTime(BREAKER_OPEN_MS);
    expect(await failuresOf(5, () => books.getBook(args))).toBe(0);
    expect(silent.seen).toHaveLength(1);
  });

  it('sends no POST as a trial while a second instance works', async () => {
    const [bad, good] = [await serve(() => 'reset'), await serve()];
    const books = booksAt([bad, good]);
    await failuresOf(2 * BREAKER_FAILURES, () => books.getBook(args));
    good.script = () => ({ status: 201, body: JSON.stringify(aBook) });
    passTime(BREAKER_OPEN_MS);
    expect(await failuresOf(5, () => books.addBook({ title: 'Pippi' }))).toBe(0);
  });
});

describe('an instance', () => {
  it('gets no calls while its process is frozen, and gets calls again when the process continues', async () => {
    const [frozen, good] = [await serveInProcess(), await serveInProcess()];
    const books = booksAt([frozen, good], { deadlineMs: 5 * DEADLINE_MS });
    expect(await failuresOf(4, () => books.getBook(args))).toBe(0);
    frozen.freeze();
    expect(await failuresOf(40, () => books.getBook(args))).toBe(BREAKER_FAILURES);
    frozen.thaw();
    passTime(BREAKER_OPEN_MS);
    expect(await failuresOf(4, () => books.getBook(args))).toBe(0);
    jest.restoreAllMocks();
    await good.kill();
    expect(await failuresOf(10, () => books.getBook(args))).toBe(0);
  });

  it('causes no failed GET when its process is killed', async () => {
    const [killed, good] = [await serveInProcess(), await serveInProcess()];
    const books = booksAt([killed, good], { deadlineMs: 50 * DEADLINE_MS });
    expect(await failuresOf(4, () => books.getBook(args))).toBe(0);
    await killed.kill();
    expect(await failuresOf(40, () => books.getBook(args))).toBe(0);
  });
});

function rootCauseOf(error: unknown): unknown {
  let cause = error;
  while (cause instanceof Error && cause.cause !== undefined) cause = cause.cause;
  return cause;
}
