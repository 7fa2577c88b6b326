import { type RequestListener, type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApiProblem, type ApiProblemCode, createApiClient } from './index.ts';
import { createSend } from './send.ts';

interface Reply {
  readonly status?: number;
  readonly type?: string;
  readonly body: unknown;
}

const PROBLEM = 'application/problem+json; charset=utf-8';
const seen: { method?: string; url?: string; authorization?: string; prefer?: unknown; body: string }[] = [];
let reply: (url: URL) => Reply | undefined = () => ({ body: {} });
let server: Server;
let baseUrl: string;

const listener: RequestListener = (request, response) => {
  const { method, url, headers } = request;
  let body = '';
  request.on('data', (chunk: Buffer) => (body += chunk.toString()));
  request.on('end', () => {
    const { authorization, prefer } = headers;
    seen.push({ method, url, authorization, prefer, body });
    const found = reply(new URL(url ?? '', baseUrl));
    if (!found) return void request.socket.destroy();
    const { status = 200, type = 'application/json' } = found;
    response.writeHead(status, { 'content-type': type, 'x-request-id': 'from-the-header' });
    response.end(typeof found.body === 'string' ? found.body : JSON.stringify(found.body));
  });
};

beforeAll(async () => {
  server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => server.close());

beforeEach(() => {
  seen.length = 0;
});

let tokens = 0;
const client = () => createApiClient({ baseUrl, token: () => Promise.resolve(`token-${(tokens += 1)}`) });
const ofCompany = { query: { account_id: 'company-ab' } };

async function problemOf(promise: Promise<unknown>): Promise<ApiProblem> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ApiProblem)) throw new Error(`no problem, but ${String(error)}`);
  return error;
}

describe('a call', () => {
  it('fills in the path, the query and the body', async () => {
    reply = () => ({ body: { data: { status: 'active' } } });
    const { data } = await client().post('/v1/cards/{card_id}/activation', {
      path: { card_id: 'a/b' },
      body: { last_four: '4242', expires: '2029-06' },
    });
    expect(data.status).toBe('active');
    await client().get('/v1/cards', { query: { account_id: 'a&b', limit: 2 } });
    expect(seen.map(({ method, url, body }) => [method, url, body])).toEqual([
      ['POST', '/v1/cards/a%2Fb/activation', '{"last_four":"4242","expires":"2029-06"}'],
      ['GET', '/v1/cards?account_id=a%26b&limit=2', ''],
    ]);
  });

  it('asks for the token each time, and sends none where there is none', async () => {
    reply = () => ({ body: { data: [] } });
    tokens = 0;
    const api = client();
    await api.get('/v1/accounts');
    await api.get('/v1/accounts');
    await createApiClient({ baseUrl, token: () => undefined }).get('/v1/accounts');
    expect(seen.map(({ authorization }) => authorization)).toEqual([
      'Bearer token-1',
      'Bearer token-2',
      undefined,
    ]);
  });

  it('passes on what a newer server adds', async () => {
    reply = () => ({ body: { data: [{ card_id: 'c', status: 'melted', colour: 'red' }], extra: 1 } });
    expect(await client().get('/v1/cards', ofCompany)).toEqual({
      data: [{ card_id: 'c', status: 'melted', colour: 'red' }],
      extra: 1,
    });
  });

  it('sends the headers that it is given, and its own token', async () => {
    reply = () => ({ body: { data: [] } });
    tokens = 0;
    const headers = { prefer: 'example=no-card', authorization: 'Bearer other' };
    await client().get('/v1/accounts', { headers });
    expect(seen).toMatchObject([{ prefer: 'example=no-card', authorization: 'Bearer token-1' }]);
  });

  it.each(['get', 'post', 'put', 'patch', 'delete'] as const)('can %s, and have no content', async (verb) => {
    const fetch = ({ method }: Request) => {
      seen.push({ method, body: '' });
      return Promise.resolve(new Response(null, { status: 204 }));
    };
    const send = createSend({ baseUrl, token: () => 'a', fetch });
    expect(await send(verb, '/v1/books/{book_id}', { path: { book_id: 'b' } })).toBeUndefined();
    expect(createApiClient({ baseUrl, token: () => 'a' })[verb]).toBeInstanceOf(Function);
    expect(seen).toMatchObject([{ method: verb.toUpperCase() }]);
  });

  it('takes a fetch of its own', async () => {
    const fetch = (request: Request) => Promise.resolve(Response.json({ data: [request.url] }));
    const api = createApiClient({ baseUrl: 'https://api.example/', token: () => 'a', fetch });
    expect((await api.get('/v1/accounts')).data).toEqual(['https://api.example/v1/accounts']);
  });
});

describe('the idempotency key', () => {
  const activation = { path: { card_id: 'c' }, body: { last_four: '4242', expires: '2029-06' } };
  let keys: (string | null)[];

  function clientThatKeepsKeys() {
    keys = [];
    const fetch = ({ headers }: Request) => {
      keys.push(headers.get('idempotency-key'));
      return Promise.resolve(Response.json({ data: {} }));
    };
    return createApiClient({ baseUrl, token: () => 'a', fetch });
  }

  it('is a fresh one for each call that takes it, and absent from others', async () => {
    const api = clientThatKeepsKeys();
    await api.post('/v1/cards/{card_id}/activation', activation);
    await api.post('/v1/cards/{card_id}/activation', activation);
    await api.get('/v1/accounts');
    expect(keys[0]).toMatch(/^[\da-f-]{36}$/);
    expect(keys[1]).toMatch(/^[\da-f-]{36}$/);
    expect(keys[1]).not.toBe(keys[0]);
    expect(keys[2]).toBeNull();
  });

  it.each(['idempotency-key', 'Idempotency-Key'])('is the one that the app gives as %s', async (name) => {
    await clientThatKeepsKeys().post('/v1/cards/{card_id}/activation', {
      ...activation,
      headers: { [name]: 'of-the-app' },
    });
    expect(keys).toEqual(['of-the-app']);
  });

  it('needs no crypto of the platform', async () => {
    const { crypto } = globalThis;
    Object.defineProperty(globalThis, 'crypto', { value: undefined, configurable: true });
    try {
      await clientThatKeepsKeys().post('/v1/cards/{card_id}/activation', activation);
    } finally {
      Object.defineProperty(globalThis, 'crypto', { value: crypto, configurable: true });
    }
    expect(keys[0]).toMatch(/^[\da-f]{32}$/);
  });
});

describe('what goes wrong', () => {
  it('is a problem, with what the server said of it', async () => {
    const errors = [{ in: 'query', pointer: '/limit', detail: 'too many' }];
    reply = () => ({
      status: 400,
      type: PROBLEM,
      body: { code: 'INVALID_REQUEST', detail: 'Two are bad', request_id: 'r-1', errors },
    });
    const expected = {
      code: 'INVALID_REQUEST',
      status: 400,
      detail: 'Two are bad',
      requestId: 'r-1',
      errors,
    };
    expect(await problemOf(client().get('/v1/cards', ofCompany))).toMatchObject(expected);
  });

  it('keeps a code that this client does not know', async () => {
    reply = () => ({ status: 409, type: PROBLEM, body: { code: 'BRAND_NEW' } });
    const code: ApiProblemCode = (await problemOf(client().get('/v1/accounts'))).code;
    expect(code).toBe('BRAND_NEW');
  });

  it.each([
    ["a load balancer's page", { status: 502, type: 'text/html', body: '<h1>Bad Gateway</h1>' }, 502],
    ['JSON of somebody else', { status: 503, body: { message: 'no' } }, 503],
    ['an empty answer', { status: 504, body: '' }, 504],
    ['a success that is not JSON', { body: '<h1>Sign in to this network</h1>' }, undefined],
    ['an empty success', { body: '' }, 200],
    ['a success of null', { body: 'null' }, 200],
    ['a success of somebody else', { body: { login: 'x' } }, 200],
    ["a gateway's code", { status: 429, body: { code: 'ThrottlingException' } }, 429],
    ['a connection that breaks', undefined, undefined],
  ])('is UNREACHABLE for %s', async (_, answer, status) => {
    reply = () => answer;
    const problem = await problemOf(client().get('/v1/accounts'));
    expect([problem.code, problem.status]).toEqual(['UNREACHABLE', status]);
  });

  it('is UNREACHABLE where nothing listens', async () => {
    const api = createApiClient({ baseUrl: 'http://127.0.0.1:1', token: () => 'a' });
    const problem = await problemOf(api.get('/v1/accounts'));
    expect([problem.code, String(problem.cause)]).toEqual([
      'UNREACHABLE',
      expect.stringMatching('TypeError'),
    ]);
  });

  it('is left as it is where the caller gave up, or had no token to give', async () => {
    const signal = AbortSignal.abort(new Error('left the screen'));
    await expect(client().get('/v1/accounts', { signal })).rejects.toThrow('left the screen');
    const token = () => Promise.reject(new Error('signed out'));
    await expect(createApiClient({ baseUrl, token }).get('/v1/accounts')).rejects.toThrow('signed out');
  });
});

it('gives up at once while it waits for the token', async () => {
  const controller = new AbortController();
  const token = () => new Promise<string>(() => undefined);
  const { signal } = controller;
  const call = createApiClient({ baseUrl, token }).get('/v1/accounts', { signal });
  controller.abort(new Error('left the screen'));
  await expect(call).rejects.toThrow('left the screen');
});

describe('pages', () => {
  const pages: Record<string, unknown> = {
    first: { data: [{ transaction_id: '1' }, { transaction_id: '2' }], page: { next_cursor: 'second' } },
    second: { data: [], page: { next_cursor: 'third' } },
    third: { data: [{ transaction_id: '3' }], page: { next_cursor: null } },
  };

  beforeEach(() => {
    reply = (url) => ({ body: pages[url.searchParams.get('cursor') ?? 'first'] });
  });

  it('follows the cursors to the end, with the same filters', async () => {
    const found: string[] = [];
    for await (const transaction of client().pages('/v1/transactions', ofCompany))
      found.push(transaction.transaction_id);
    expect(found).toEqual(['1', '2', '3']);
    expect(seen.map(({ url }) => url)).toEqual([
      '/v1/transactions?account_id=company-ab',
      '/v1/transactions?account_id=company-ab&cursor=second',
      '/v1/transactions?account_id=company-ab&cursor=third',
    ]);
  });

  it('ends with a problem where a cursor comes again', async () => {
    reply = () => ({ body: { data: [{ transaction_id: '1' }], page: { next_cursor: 'again' } } });
    const found: string[] = [];
    const all = async () => {
      for await (const { transaction_id: id } of client().pages('/v1/transactions', ofCompany))
        found.push(id);
    };
    expect((await problemOf(all())).code).toBe('UNREACHABLE');
    expect(found).toEqual(['1', '1']);
  });

  it('asks for no page that nobody wants', async () => {
    const transactions = client().pages('/v1/transactions', ofCompany);
    expect(seen).toHaveLength(0);
    for await (const transaction of transactions) if (transaction.transaction_id === '2') break;
    expect(seen).toHaveLength(1);
  });

  it('ends with the problem of the page that failed', async () => {
    reply = () => ({ status: 503, type: PROBLEM, body: { code: 'UNAVAILABLE' } });
    const first = client().pages('/v1/transactions', ofCompany).next();
    expect((await problemOf(first)).code).toBe('UNAVAILABLE');
  });
});
