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
  if (!(error instanceof ApiProblem)) throw new Error(`expected a problem, got ${String(error)}`);
  return error;
}

describe('a call', () => {
  it('sends the path parameters, the query and the body', async () => {
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

  it.each(['', '.', '..'])('rejects with a TypeError for the path parameter "%s"', async (card_id) => {
    const call = client().post('/v1/cards/{card_id}/activation', {
      path: { card_id },
      body: { last_four: '4242', expires: '2029-06' },
    });
    await expect(call).rejects.toThrow(
      new TypeError(`The path parameter card_id is "${card_id}". Pass an id.`),
    );
    expect(seen).toEqual([]);
  });

  it.each([Infinity, 2 ** 40])('accepts the timeout %d ms', async (timeoutMs) => {
    reply = () => ({ body: { data: [] } });
    const api = createApiClient({ baseUrl, token: () => 'a', timeoutMs });
    expect(await api.get('/v1/cards', ofCompany)).toEqual({ data: [] });
  });

  it('calls the token callback for each request, and sends no token if the callback returns undefined', async () => {
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

  it('returns fields and enum values even if the client does not know them', async () => {
    reply = () => ({ body: { data: [{ card_id: 'c', status: 'melted', colour: 'red' }], extra: 1 } });
    expect(await client().get('/v1/cards', ofCompany)).toEqual({
      data: [{ card_id: 'c', status: 'melted', colour: 'red' }],
      extra: 1,
    });
  });

  it("sends the app's headers, except an Authorization header", async () => {
    reply = () => ({ body: { data: [] } });
    tokens = 0;
    const headers = { prefer: 'example=no-card', authorization: 'Bearer other' };
    await client().get('/v1/accounts', { headers });
    expect(seen).toMatchObject([{ prefer: 'example=no-card', authorization: 'Bearer token-1' }]);
  });

  it.each(['get', 'post', 'put', 'patch', 'delete'] as const)(
    'supports %s, and resolves to undefined for 204',
    async (verb) => {
      const fetch = ({ method }: Request) => {
        seen.push({ method, body: '' });
        return Promise.resolve(new Response(null, { status: 204 }));
      };
      const send = createSend({ baseUrl, token: () => 'a', fetch });
      expect(await send(verb, '/v1/books/{book_id}', { path: { book_id: 'b' } })).toBeUndefined();
      expect(createApiClient({ baseUrl, token: () => 'a' })[verb]).toBeInstanceOf(Function);
      expect(seen).toMatchObject([{ method: verb.toUpperCase() }]);
    },
  );

  it('sends requests with the fetch function in the options', async () => {
    const fetch = (request: Request) => Promise.resolve(Response.json({ data: [request.url] }));
    const api = createApiClient({ baseUrl: 'https://api.example/', token: () => 'a', fetch });
    expect((await api.get('/v1/accounts')).data).toEqual(['https://api.example/v1/accounts']);
  });
});

describe('an idempotency key', () => {
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

  it('is generated for each call, if the operation accepts a key', async () => {
    const api = clientThatKeepsKeys();
    await api.post('/v1/cards/{card_id}/activation', activation);
    await api.post('/v1/cards/{card_id}/activation', activation);
    await api.get('/v1/accounts');
    expect(keys[0]).toMatch(/^[\da-f-]{36}$/);
    expect(keys[1]).toMatch(/^[\da-f-]{36}$/);
    expect(keys[1]).not.toBe(keys[0]);
    expect(keys[2]).toBeNull();
  });

  it.each(['idempotency-key', 'Idempotency-Key'])(
    'comes from the app if the app sets the header %s',
    async (name) => {
      await clientThatKeepsKeys().post('/v1/cards/{card_id}/activation', {
        ...activation,
        headers: { [name]: 'of-the-app' },
      });
      expect(keys).toEqual(['of-the-app']);
    },
  );

  it('is generated even if the platform has no crypto object', async () => {
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

describe('an error', () => {
  it('has the code, the detail and the field errors of the problem response', async () => {
    const errors = [{ in: 'query', pointer: '/limit', detail: 'too many' }];
    reply = () => ({
      status: 400,
      type: PROBLEM,
      body: { code: 'INVALID_REQUEST', detail: 'Two are invalid', request_id: 'r-1', errors },
    });
    const expected = {
      code: 'INVALID_REQUEST',
      status: 400,
      detail: 'Two are invalid',
      requestId: 'r-1',
      errors,
    };
    expect(await problemOf(client().get('/v1/cards', ofCompany))).toMatchObject(expected);
  });

  it('may have a code that this client does not know', async () => {
    reply = () => ({ status: 409, type: PROBLEM, body: { code: 'BRAND_NEW' } });
    const code: ApiProblemCode = (await problemOf(client().get('/v1/accounts'))).code;
    expect(code).toBe('BRAND_NEW');
  });

  it.each([
    ["a load balancer's page", { status: 502, type: 'text/html', body: '<h1>Bad Gateway</h1>' }, 502],
    ['JSON from an unknown server', { status: 503, body: { message: 'no' } }, 503],
    ['an empty response', { status: 504, body: '' }, 504],
    ['a success that is not JSON', { body: '<h1>Sign in to this network</h1>' }, undefined],
    ['an empty success', { body: '' }, 200],
    ['a success with the body null', { body: 'null' }, 200],
    ['a success from an unknown server', { body: { login: 'x' } }, 200],
    ['an error code of a gateway', { status: 429, body: { code: 'ThrottlingException' } }, 429],
    ['a connection that breaks', undefined, undefined],
  ])('has the code UNREACHABLE for %s', async (_, response, status) => {
    reply = () => response;
    const problem = await problemOf(client().get('/v1/accounts'));
    expect([problem.code, problem.status]).toEqual(['UNREACHABLE', status]);
  });

  it('has the code UNREACHABLE if no server listens at the address', async () => {
    const api = createApiClient({ baseUrl: 'http://127.0.0.1:1', token: () => 'a' });
    const problem = await problemOf(api.get('/v1/accounts'));
    expect([problem.code, String(problem.cause)]).toEqual([
      'UNREACHABLE',
      expect.stringMatching('TypeError'),
    ]);
  });

  it('of the token callback or of an aborted signal stays unchanged', async () => {
    const signal = AbortSignal.abort(new Error('left the screen'));
    await expect(client().get('/v1/accounts', { signal })).rejects.toThrow('left the screen');
    const token = () => Promise.reject(new Error('signed out'));
    await expect(createApiClient({ baseUrl, token }).get('/v1/accounts')).rejects.toThrow('signed out');
  });
});

describe('a retry', () => {
  const activation = { path: { card_id: 'c' }, body: { last_four: '4242', expires: '2029-06' } };
  let requests: { method: string; key: string | null; authorization: string | null }[];

  /** Creates a client whose server sends these responses in order. An Error simulates a broken connection. */
  function clientOf(responses: readonly (Response | Error)[], options: { timeoutMs?: number } = {}) {
    requests = [];
    let tokensGiven = 0;
    const fetch = ({ method, headers }: Request) => {
      const response = responses[requests.length] ?? new Error('one request too many');
      requests.push({
        method,
        key: headers.get('idempotency-key'),
        authorization: headers.get('authorization'),
      });
      return response instanceof Error ? Promise.reject(response) : Promise.resolve(response);
    };
    return createApiClient({ baseUrl, token: () => `token-${(tokensGiven += 1)}`, fetch, ...options });
  }

  const ok = () => Response.json({ data: [] });
  const problem = (status: number, code: string, retryAfter = '0') =>
    new Response(JSON.stringify({ code }), {
      status,
      headers: { 'content-type': PROBLEM, 'retry-after': retryAfter },
    });

  it.each([
    ['the connection breaks', new TypeError('fetch failed')],
    ['the service is unavailable', problem(503, 'UNAVAILABLE')],
    ['a gateway fails', new Response('<h1>Bad Gateway</h1>', { status: 502 })],
  ])('happens once with a new token if %s', async (_, failure) => {
    expect(await clientOf([failure, ok()]).get('/v1/accounts')).toEqual({ data: [] });
    expect(requests.map(({ authorization }) => authorization)).toEqual(['Bearer token-1', 'Bearer token-2']);
  });

  it('sends a write with the idempotency key of the first attempt', async () => {
    const api = clientOf([new TypeError('fetch failed'), problem(409, 'CARD_FROZEN')]);
    expect((await problemOf(api.post('/v1/cards/{card_id}/activation', activation))).code).toBe(
      'CARD_FROZEN',
    );
    expect(requests).toHaveLength(2);
    expect(requests[0]?.key).toMatch(/^[\da-f-]{36}$/);
    expect(requests[1]?.key).toBe(requests[0]?.key);
  });

  it('happens if a request with the same idempotency key is still in progress', async () => {
    const api = clientOf([problem(409, 'IDEMPOTENCY_KEY_IN_USE'), ok()]);
    await api.post('/v1/cards/{card_id}/activation', activation);
    expect(requests).toHaveLength(2);
  });

  it('does not happen for a write without an idempotency key', async () => {
    requests = [];
    const fetch = ({ method }: Request) => {
      requests.push({ method, key: null, authorization: null });
      return Promise.reject(new TypeError('fetch failed'));
    };
    const send = createSend({ baseUrl, token: () => 'a', fetch });
    expect((await problemOf(send('post', '/v1/books', { body: {} }))).code).toBe('UNREACHABLE');
    expect(requests).toHaveLength(1);
  });

  it.each([
    ['the request is invalid', problem(400, 'INVALID_REQUEST')],
    ['the limit is reached', problem(429, 'RATE_LIMITED')],
    ['the server has an internal error', problem(500, 'INTERNAL_ERROR')],
    ['the server asks for a longer wait', problem(503, 'UNAVAILABLE', '60')],
  ])('does not happen if %s', async (_, failure) => {
    const status = failure.status;
    expect((await problemOf(clientOf([failure]).get('/v1/accounts'))).status).toBe(status);
    expect(requests).toHaveLength(1);
  });

  it('that also fails makes the call reject with the second problem', async () => {
    const api = clientOf([problem(503, 'UNAVAILABLE'), problem(503, 'UNAVAILABLE', '7')]);
    expect((await problemOf(api.get('/v1/accounts'))).retryAfterSeconds).toBe(7);
    expect(requests).toHaveLength(2);
  });
});

it.each([
  ['a header with a character that HTTP does not allow', { headers: { 'x-note': 'zł' } }, 'ByteString'],
  ['a header with a line break', { headers: { 'x-note': 'a\nb: c' } }, 'invalid header value'],
  ['a body that JSON cannot hold', { body: { amount: 1n } }, 'BigInt'],
])("a call rejects with the platform's error for %s, and sends no request", async (_, request, message) => {
  const fetch = jest.fn<Promise<Response>, [Request]>();
  const send = createSend({ baseUrl, token: () => 'a', fetch });
  await expect(send('put', '/v1/books', request)).rejects.toThrow(message);
  expect(fetch).not.toHaveBeenCalled();
});

it('a call rejects with UNREACHABLE and aborts the request if there is no response before the timeout', async () => {
  let signal: AbortSignal | undefined;
  const fetch = (request: Request) => {
    signal = request.signal;
    return new Promise<Response>(() => undefined);
  };
  const api = createApiClient({ baseUrl, token: () => 'a', fetch, timeoutMs: 20 });
  const problem = await problemOf(api.get('/v1/accounts'));
  expect([problem.code, String(problem.cause)]).toEqual(['UNREACHABLE', 'Error: No response within 20 ms']);
  expect(signal?.aborted).toBe(true);
});

it('a call does not run the token callback if the signal is already aborted', async () => {
  const unhandled = jest.fn();
  process.on('unhandledRejection', unhandled);
  const token = jest.fn(() => {
    throw new Error('signed out');
  });
  const signal = AbortSignal.abort(new Error('left the screen'));
  const call = createApiClient({ baseUrl, token }).get('/v1/accounts', { signal });
  await expect(call).rejects.toThrow('left the screen');
  await new Promise((resolve) => setImmediate(resolve));
  process.off('unhandledRejection', unhandled);
  expect([token.mock.calls.length, unhandled.mock.calls.length]).toEqual([0, 0]);
});

it.each([
  ['the high half', 'pizza \ud83c'],
  ['the low half', 'pizza \udf55'],
  ['the reversed halves', 'pizza \udf55\ud83c'],
])('a call replaces %s of an emoji with U+FFFD', async (_, text) => {
  reply = () => ({ body: { data: [], page: { next_cursor: null, total_count: null } } });
  await client().get('/v1/transactions', { query: { account_id: 'company-ab', text } });
  await client().get('/v1/transactions', { query: { account_id: 'company-ab', text: 'pizza \ud83c\udf55' } });
  const texts = seen.map(({ url }) => new URL(url ?? '', baseUrl).searchParams.get('text'));
  expect(texts).toEqual([expect.stringMatching(/^pizza \ufffd+$/), 'pizza \ud83c\udf55']);
});

it('a call rejects as soon as the signal is aborted, even if the token callback is still running', async () => {
  const controller = new AbortController();
  const token = () => new Promise<string>(() => undefined);
  const { signal } = controller;
  const call = createApiClient({ baseUrl, token }).get('/v1/accounts', { signal });
  controller.abort(new Error('left the screen'));
  await expect(call).rejects.toThrow('left the screen');
});

describe('a list of pages', () => {
  const pages: Record<string, unknown> = {
    first: { data: [{ transaction_id: '1' }, { transaction_id: '2' }], page: { next_cursor: 'second' } },
    second: { data: [], page: { next_cursor: 'third' } },
    third: { data: [{ transaction_id: '3' }], page: { next_cursor: null } },
  };

  beforeEach(() => {
    reply = (url) => ({ body: pages[url.searchParams.get('cursor') ?? 'first'] });
  });

  it('contains the items of all pages, and sends the same filters for each page', async () => {
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

  it('ends with UNREACHABLE if a cursor repeats', async () => {
    reply = () => ({ body: { data: [{ transaction_id: '1' }], page: { next_cursor: 'again' } } });
    const found: string[] = [];
    const all = async () => {
      for await (const { transaction_id: id } of client().pages('/v1/transactions', ofCompany))
        found.push(id);
    };
    expect((await problemOf(all())).code).toBe('UNREACHABLE');
    expect(found).toEqual(['1', '1']);
  });

  it('requests a page only when the app needs it', async () => {
    const transactions = client().pages('/v1/transactions', ofCompany);
    expect(seen).toHaveLength(0);
    for await (const transaction of transactions) if (transaction.transaction_id === '2') break;
    expect(seen).toHaveLength(1);
  });

  it('rejects with the problem of the page that failed', async () => {
    reply = () => ({ status: 503, type: PROBLEM, body: { code: 'UNAVAILABLE' } });
    const first = client().pages('/v1/transactions', ofCompany).next();
    expect((await problemOf(first)).code).toBe('UNAVAILABLE');
  });
});
