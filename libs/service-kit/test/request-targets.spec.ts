import { RunningLibrary } from './running-library.ts';
import { sendRaw } from './send-raw.ts';

let library: RunningLibrary;

beforeAll(async () => {
  library = await RunningLibrary.start();
});

afterAll(() => library.stop());

describe('a request target', () => {
  it.each([
    '/v1/books/atlas',
    'http://elsewhere.example/v1/books/atlas',
    'HTTP://elsewhere.example:81/v1/books/atlas?',
    '/v1/%62ooks/%61tlas',
    '/%761/books/atlas',
  ])('reaches its operation in any equivalent spelling: %s', async (target) => {
    const { status, body } = await sendRaw(library.service.url, target);
    expect([status, body]).toEqual([200, { data: { book_id: 'atlas', title: 'Atlas' } }]);
  });

  it.each([
    '*',
    'http://user@elsewhere.example/v1/books/atlas',
    '/v1/books/../books/atlas',
    '/v1/books/%2e%2E/books/atlas',
    '/v1/./books/atlas',
    '/v1/books#atlas',
    '/v1\\books\\atlas',
    '/v1/books/atlas?x=%ZZ',
    '/v1/books/atlas?x=%FF',
    '/v1/books/%FF',
  ])('is rejected with 400 if it cannot be parsed: %s', async (target) => {
    const { status, body } = await sendRaw(library.service.url, target);
    expect([status, body]).toEqual([400, expect.objectContaining({ code: 'INVALID_REQUEST' })]);
  });

  it.each([
    '/V1/books/atlas',
    '/v1/books;x=1/atlas',
    '/v1//books/atlas',
    '//v1/books/atlas',
    '/v1/books%2Fatlas',
  ])('gets 404 if no operation has its path: %s', async (target) => {
    const { status, body } = await sendRaw(library.service.url, target);
    expect([status, body]).toEqual([404, expect.objectContaining({ code: 'NOT_FOUND', instance: target })]);
  });
});

describe('an internal operation', () => {
  it.each([
    ['GET', '/v1/loans', { 'x-forwarded-for': '203.0.113.7' }],
    ['GET', '/v1/%6coans', { 'x-forwarded-for': '203.0.113.7' }],
    ['GET', 'http://a/v1/loans', { 'x-forwarded-proto': 'https' }],
    ['HEAD', '/v1/loans', { 'x-forwarded-port': '443' }],
    ['POST', '/v1/loans', { 'x-forwarded-for': '203.0.113.7' }],
  ])(
    'returns 404 to a request from the edge, even with a valid token: %s %s',
    async (method, target, headers) => {
      const token = await library.issuer.mintMachine('accounts', 'loans.read');
      const authorization = `Bearer ${token}`;
      const { status, text } = await sendRaw(library.service.url, target, {
        method,
        headers: { ...headers, authorization },
      });
      expect(status).toBe(404);
      expect(text).not.toContain('allow');
    },
  );

  it('responds to callers inside the network', async () => {
    const token = await library.issuer.mintMachine('accounts', 'loans.read');
    const { status, body } = await sendRaw(library.service.url, '/v1/loans', {
      headers: { authorization: `Bearer ${token}` },
    });
    expect([status, body]).toEqual([200, { data: 7 }]);
  });
});
