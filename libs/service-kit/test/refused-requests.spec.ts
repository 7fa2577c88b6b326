import { RunningLibrary, problemIn } from './running-library.ts';

let library: RunningLibrary;

beforeAll(async () => {
  library = await RunningLibrary.start();
});

afterAll(() => library.stop());

const json = { 'content-type': 'application/json' };

describe('a request that no operation handles', () => {
  it.each([
    ['GET', '/nowhere'],
    ['GET', '/'],
    ['GET', '/v1'],
    ['POST', '/v1/books/atlas/loans'],
    ['GET', '/v1/books/'],
    ['GET', '//v1/books'],
    ['GET', '/V1/books'],
    ['GET', '/v1%2Fbooks'],
  ])('gets 404: %s %s', async (method, path) => {
    const body = await problemIn(await library.request(method, path));
    expect(body).toMatchObject({ status: 404, code: 'NOT_FOUND', instance: path });
  });

  it.each([
    ['DELETE', '/v1/books', 'GET, HEAD, POST'],
    ['PATCH', '/v1/books?limit=1', 'GET, HEAD, POST'],
    ['POST', '/old/books', 'GET, HEAD'],
    ['POST', '/v1/books/atlas', 'DELETE, GET, HEAD'],
    ['OPTIONS', '/ping', 'GET, HEAD'],
  ])('gets 405 if all operations at its path have different methods: %s %s', async (method, path, allow) => {
    const response = await library.request(method, path);
    expect(response.headers.get('allow')).toBe(allow);
    expect(await problemIn(response)).toMatchObject({ status: 405, code: 'METHOD_NOT_ALLOWED' });
  });
});

describe('a request with a body', () => {
  it.each<[string, number, string, RequestInit]>([
    [
      'that is too large',
      413,
      'PAYLOAD_TOO_LARGE',
      { headers: json, body: JSON.stringify('a'.repeat(65_536)) },
    ],
    [
      'that is too large by its Content-Length',
      413,
      'PAYLOAD_TOO_LARGE',
      { headers: json, body: new Blob(['a'.repeat(70_000)]) },
    ],
    [
      'of another type',
      415,
      'UNSUPPORTED_MEDIA_TYPE',
      { headers: { 'content-type': 'text/xml' }, body: '<a/>' },
    ],
    ['of a type that only the framework supports', 415, 'UNSUPPORTED_MEDIA_TYPE', { body: 'text' }],
    ['without a type', 415, 'UNSUPPORTED_MEDIA_TYPE', {}],
    ['that is not JSON', 400, 'INVALID_REQUEST', { headers: json, body: '{"title":' }],
    ['that is empty', 400, 'INVALID_REQUEST', { headers: json, body: '' }],
    [
      'that names the prototype',
      400,
      'INVALID_REQUEST',
      { headers: json, body: '{"__proto__":{"title":"a"}}' },
    ],
    [
      "that names the constructor's prototype",
      400,
      'INVALID_REQUEST',
      { headers: json, body: '{"title":"a","constructor":{"prototype":{}}}' },
    ],
    [
      'that is a form and names the prototype',
      400,
      'INVALID_REQUEST',
      { body: new URLSearchParams({ title: 'a', __proto__x: '1' }) },
    ],
  ])('%s gets %d', async (_, status, code, options) => {
    const body = await problemIn(await library.request('POST', '/v1/books', options));
    expect(body).toMatchObject({ status, code, instance: '/v1/books' });
  });
});

it.each([
  ['{"title":', 'The request cannot be read; check the path and that the body is well-formed'],
  ['"'.repeat(70_000), 'Send a smaller body'],
])("a service replaces the framework's error message: %.10s", async (body, detail) => {
  const refused = await library.request('POST', '/v1/books', { headers: json, body });
  expect((await problemIn(refused)).detail).toBe(detail);
});

describe('a path or query that cannot be read', () => {
  it.each(['/v1/books/%ZZ', '/v1/books/%', '/%E0%A4%A', '/v1/books/%C3%28'])('gets 400: %s', async (path) => {
    const body = await problemIn(await library.request('GET', path));
    expect(body).toMatchObject({ status: 400, code: 'INVALID_REQUEST', instance: path });
  });

  it.each([
    '/v1/books/a%00b',
    '/v1/books/a%2Fb',
    `/v1/books/${'a'.repeat(10_000)}`,
    '/v1/books/atlas?limit=1',
    '/v1/books/atlas?__proto__=1',
    '/v1/books/atlas?a[b]=1',
    '/ping?x',
  ])('gets 400: %.40s', async (path) => {
    const body = await problemIn(await library.request('GET', path));
    expect(body).toMatchObject({ status: 400, code: 'INVALID_REQUEST' });
    expect(body.errors).toHaveLength(1);
  });

  it('gets a problem that lists the location of every error', async () => {
    const response = await library.request('POST', '/v1/books?a~b/c=1', {
      headers: json,
      body: JSON.stringify({ title: '', more: 1 }),
    });
    const { errors = [], detail } = await problemIn(response);
    expect(errors.map((fault) => `${fault.in} ${fault.pointer}`)).toEqual([
      'query /a~0b~1c',
      'body /title',
      'body /more',
    ]);
    expect(detail).toMatch(/and 2 more, see errors/);
  });
});

it('a service reveals no internals when a handler fails', async () => {
  const body = await problemIn(await library.request('GET', '/v1/books/lost'));
  expect(body).toMatchObject({ status: 500, code: 'INTERNAL_ERROR' });
});

describe('the request id', () => {
  it.each(['0b6d1c1e-5a52-4b0e-9c52-6f2f0f6a2f11', 'abc_DEF.1', 'stop-1', 'a', 'a'.repeat(128)])(
    'is taken from the caller and returned: %.40s',
    async (id) => {
      const headers = { 'x-request-id': id };
      expect((await library.request('GET', '/ping', { headers })).headers.get('x-request-id')).toBe(id);
      const refused = await library.request('GET', '/nowhere', { headers });
      expect((await problemIn(refused)).request_id).toBe(id);
      const unreadable = await library.request('GET', '/%ZZ', { headers });
      expect((await problemIn(unreadable)).request_id).toBe(id);
    },
  );

  it.each(['', 'a'.repeat(129), 'with space', 'semi;colon', '"quoted-id"', 'two-ids-1, two-ids-2'])(
    'is replaced if it is invalid: %.40j',
    async (id) => {
      const response = await library.request('GET', '/ping', { headers: { 'x-request-id': id } });
      expect(response.headers.get('x-request-id')).toMatch(/^[\da-f]{8}-[\da-f-]{27}$/);
    },
  );

  it('is generated for each request without an id', async () => {
    const responses = await Promise.all(Array.from({ length: 5 }, () => library.request('GET', '/ping')));
    expect(new Set(responses.map(({ headers }) => headers.get('x-request-id'))).size).toBe(5);
  });
});
