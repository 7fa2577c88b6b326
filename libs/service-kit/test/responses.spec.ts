import { RESPONSE_HEADERS } from '#libs/http-rules';
import { atlas } from './library.ts';
import { RunningLibrary, problemIn } from './running-library.ts';

/**
 * The edge need not expose these headers. A browser shows some of these headers to every page, and handles the other
 * headers itself.
 */
const NOT_EXPOSED = new Set([
  'cache-control',
  'connection',
  'content-length',
  'content-security-policy',
  'content-type',
  'cross-origin-resource-policy',
  'date',
  'keep-alive',
  'referrer-policy',
  'vary',
  'x-content-type-options',
  'x-frame-options',
]);

const started: RunningLibrary[] = [];

async function startIn(environment: string): Promise<RunningLibrary> {
  const library = await RunningLibrary.start({ ENVIRONMENT: environment });
  started.push(library);
  return library;
}

afterAll(async () => {
  for (const library of started) await library.stop();
});

it.each(['test', 'development'])(
  'a service in the environment %s returns an error if a response violates the contract',
  async (environment) => {
    const library = await startIn(environment);
    for (const book of ['without-title', 'with-more']) {
      const body = await problemIn(await library.request('GET', `/v1/books/${book}`));
      expect(body).toMatchObject({ status: 500, code: 'INTERNAL_ERROR' });
    }
    expect(await library.json('GET', '/v1/books/atlas')).toEqual({ data: atlas });
  },
);

it('a service in production sends the result of a handler unchanged, even if it violates the contract', async () => {
  const library = await startIn('production');
  expect(await library.json('GET', '/v1/books/without-title')).toEqual({
    data: { book_id: 'without-title' },
  });
  expect(await library.json('GET', '/v1/books/with-more')).toEqual({ data: { ...atlas, colour: 'red' } });
});

describe('a response', () => {
  let library: RunningLibrary;

  beforeAll(async () => {
    library = await startIn('test');
  });

  it('has no body if the contract declares no body', async () => {
    const response = await library.request('DELETE', '/v1/books/atlas');
    expect([response.status, await response.text(), response.headers.get('content-type')]).toEqual([
      ...[204, '', null],
    ]);
  });

  it.each([
    ['DELETE', '/v1/books/atlas', 204],
    ['POST', '/v1/books/atlas/return', 200],
  ])('is a success for %s %s if the request announces JSON but has no body', async (method, path, status) => {
    const headers = { 'content-type': 'application/json' };
    expect((await library.request(method, path, { headers })).status).toBe(status);
  });

  it('is an error if a handler returns a value although the contract declares no body', async () => {
    const body = await problemIn(await library.request('DELETE', '/v1/books/with-answer'));
    expect(body).toMatchObject({ status: 500, code: 'INTERNAL_ERROR' });
  });

  it('has the status in the contract, and forbids caching', async () => {
    const response = await library.request('POST', '/v1/books', {
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: '{"title":"Åland"}',
    });
    expect(response.status).toBe(201);
    expect(await response.json()).toEqual({ data: { book_id: 'new', title: 'Åland' } });
    expect(response.headers.get('content-type')).toMatch(/^application\/json\b/);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.has('x-powered-by')).toBe(false);
  });

  it('has the status in the contract, even for a POST that creates nothing', async () => {
    expect((await library.request('POST', '/v1/books/atlas/return')).status).toBe(200);
  });

  it('can be a redirect', async () => {
    const response = await library.request('POST', '/v1/books', {
      body: new URLSearchParams({ title: 'Atlas' }),
    });
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe('/shelf');
    expect(await response.text()).toBe('');
  });

  it('can be a page, which runs no script and loads nothing', async () => {
    const response = await library.request('GET', '/shelf');
    expect(await response.text()).toBe('<h1>Shelf</h1>');
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('content-security-policy')?.split('; ')).toEqual([
      "default-src 'none'",
      "style-src 'unsafe-inline'",
      "form-action 'self'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
    ]);
  });

  it('has only headers that the edge and the mock expose to pages of other origins', async () => {
    const form = { body: new URLSearchParams({ title: 'Atlas' }) };
    const responses = await Promise.all([
      library.request('GET', '/v1/books/atlas'),
      library.request('GET', '/v1/books?account_id=a'),
      library.request('DELETE', '/v1/books'),
      library.request('POST', '/v1/books', form),
      library.request('GET', '/shelf'),
    ]);
    const names = new Set(responses.flatMap(({ headers }) => [...headers.keys()]));
    for (const name of ['etag', 'ratelimit', 'www-authenticate', 'allow', 'location'])
      expect(names).toContain(name);
    const exposed = new Set<string>(RESPONSE_HEADERS.map((name) => name.toLowerCase()));
    expect([...names].filter((name) => !exposed.has(name) && !NOT_EXPOSED.has(name))).toEqual([]);
  });

  it('of /ping has the name and version of the service', async () => {
    expect(await library.json('GET', '/ping')).toEqual({ data: { service: 'library', version: 'dev' } });
  });
});
