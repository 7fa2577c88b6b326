import { problem } from '#contracts/vocabulary';
import { get, responseTo } from './raw-connection.ts';
import { RunningLibrary } from './running-library.ts';

let library: RunningLibrary;

beforeAll(async () => {
  library = await RunningLibrary.start();
});

afterAll(() => library.stop());

const POST = 'POST /v1/books HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-type: application/json\r\n';
const BODY = '{"title":"Atlas"}';
const CHUNKED = '11\r\n{"title":"Atlas"}\r\n0\r\n\r\n';

async function refusalOf(bytes: string) {
  const { status, headers, body } = await responseTo(library, bytes);
  expect(headers.get('content-type')).toMatch(/^application\/problem\+json\b/);
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  const refusal = problem.strict().parse(JSON.parse(body));
  expect(headers.get('x-request-id')).toBe(refusal.request_id);
  expect(refusal.status).toBe(status);
  expect(body).not.toMatch(/HPE_|parser|\.js\b|node/i);
  return `${status} ${refusal.code}`;
}

describe('a service returns a problem for a request with', () => {
  it.each([
    ['a header without a colon', 'GET /ping HTTP/1.1\r\nhost: a\r\nno colon\r\n\r\n', '400 INVALID_REQUEST'],
    ['a header of 20 kB', get('/ping', `x: ${'a'.repeat(20_000)}`), '431 HEADERS_TOO_LARGE'],
    [
      '101 headers',
      get('/ping', ...Array<string>(100).fill('x: a'), 'connection: close'),
      '431 HEADERS_TOO_LARGE',
    ],
    ['3,000 headers', get('/ping', ...Array<string>(3_000).fill('x: a')), '431 HEADERS_TOO_LARGE'],
    ['a path of 20 kB', get(`/${'a'.repeat(20_000)}`), '414 TARGET_TOO_LONG'],
    ['a query of 100 kB', get(`/ping?${'a'.repeat(100_000)}`), '414 TARGET_TOO_LONG'],
    ['an unknown protocol', '\u0016\u0003\u0001', '400 INVALID_REQUEST'],
    ['an unsupported version', 'GET /ping HTTP/9.1\r\nhost: a\r\n\r\n', '400 INVALID_REQUEST'],
    ['a method that does not exist', 'BREW /ping HTTP/1.1\r\nhost: a\r\n\r\n', '400 INVALID_REQUEST'],
    ['a tunnel', 'CONNECT a:443 HTTP/1.1\r\nhost: a:443\r\n\r\n', '405 METHOD_NOT_ALLOWED'],
    ['two lengths', `${POST}content-length: 1\r\ncontent-length: 2\r\n\r\nab`, '400 INVALID_REQUEST'],
    [
      'a length and chunks',
      `${POST}content-length: 1\r\ntransfer-encoding: chunked\r\n\r\n${CHUNKED}`,
      '400 INVALID_REQUEST',
    ],
    [
      'chunks and a length',
      `${POST}transfer-encoding: chunked\r\ncontent-length: 1\r\n\r\n${CHUNKED}`,
      '400 INVALID_REQUEST',
    ],
    [
      'a chunk with an invalid size',
      `${POST}transfer-encoding: chunked\r\n\r\nzz\r\n`,
      '400 INVALID_REQUEST',
    ],
    ['a negative length', `${POST}content-length: -1\r\n\r\n`, '400 INVALID_REQUEST'],
  ])('%s', async (_, bytes, refusal) => {
    expect(await refusalOf(bytes)).toBe(refusal);
  });
});

describe('the Host header', () => {
  const request = (...lines: string[]) =>
    ['GET /ping HTTP/1.1', ...lines, 'connection: close', '', ''].join('\r\n');

  it.each([
    ['missing', []],
    ['sent twice', ['host: a', 'host: b']],
    ['sent twice with one value', ['host: a', 'Host: a']],
    ['empty', ['host:']],
    ['with a space', ['host: a b']],
    ['with a path', ['host: a/b']],
    ['with user information', ['host: me@a']],
    ['with a port that is not a number', ['host: a:b']],
    ['with two names', ['host: a, b']],
  ])('is rejected: %s', async (_, lines) => {
    expect(await refusalOf(request(...lines))).toBe('400 INVALID_REQUEST');
  });

  it.each(['a', 'a.example:8080', '127.0.0.1:80', '[::1]:8080', 'a_b', 'a:'])(
    'is accepted: %s',
    async (host) => {
      expect(await responseTo(library, request(`host: ${host}`))).toMatchObject({ status: 200 });
    },
  );

  it('may be missing in HTTP/1.0', async () => {
    expect(await responseTo(library, 'GET /ping HTTP/1.0\r\n\r\n')).toMatchObject({ status: 200 });
  });
});

describe('the encoding of the body', () => {
  it.each([
    ['content-encoding: gzip', '415 UNSUPPORTED_MEDIA_TYPE'],
    ['content-encoding: br', '415 UNSUPPORTED_MEDIA_TYPE'],
    ['content-encoding: identity, gzip', '415 UNSUPPORTED_MEDIA_TYPE'],
    ['content-encoding: gzip\r\ncontent-encoding: identity', '415 UNSUPPORTED_MEDIA_TYPE'],
  ])('is rejected: %s', async (header, refusal) => {
    expect(await refusalOf(`${POST}${header}\r\ncontent-length: ${BODY.length}\r\n\r\n${BODY}`)).toBe(
      refusal,
    );
  });

  it.each([
    'transfer-encoding: gzip, chunked',
    'transfer-encoding: chunked, chunked',
    'transfer-encoding: identity, chunked',
    'transfer-encoding: gzip\r\ntransfer-encoding: chunked',
    'transfer-encoding: gzip',
    'transfer-encoding: chunked, gzip',
    'transfer-encoding: xchunked',
    'te: gzip, chunked\r\ntransfer-encoding: chunked',
  ])('is rejected: %s', async (header) => {
    expect(await refusalOf(`${POST}${header}\r\n\r\n${CHUNKED}`)).toBe('400 INVALID_REQUEST');
  });

  it.each([
    ['content-encoding: identity', `content-length: ${BODY.length}\r\n\r\n${BODY}`],
    ['te: trailers', `content-length: ${BODY.length}\r\n\r\n${BODY}`],
    ['transfer-encoding: chunked', `\r\n${CHUNKED}`],
    ['Transfer-Encoding: Chunked', `\r\n${CHUNKED}`],
  ])('is accepted: %s', async (header, rest) => {
    expect(await responseTo(library, `${POST}${header}\r\n${rest}`)).toMatchObject({ status: 201 });
  });

  it('is rejected even if the request has no body', async () => {
    expect(await refusalOf(get('/ping', 'connection: close', 'content-encoding: gzip'))).toBe(
      '415 UNSUPPORTED_MEDIA_TYPE',
    );
  });
});
