import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { Controller, Module } from '@nestjs/common';
import fc from 'fast-check';
import { z } from 'zod';
import { type JsonBody, contract, data, identifier, json, operation } from '#contracts/vocabulary';
import { type RequestTo, type RunningService, Implements, Validated, startService } from '#libs/service-kit';
import { StandInIssuer, STAND_IN_AUDIENCE, freePort } from '#libs/stand-ins';
import { Mock } from '../mock/mock.ts';
import { Edge } from './edge.ts';

const HOST = '127.0.0.1';
const readable = {
  method: 'GET',
  summary: 'For a test.',
  access: 'public',
  responses: { 200: json('What responded', data(z.string())) },
} as const;
const params = { book_id: identifier };
/** Like the mock, the test's service responds with the example that a path parameter selects. */
const exampleOf = (id: string, given: Readonly<Record<string, string>> = {}) => ({
  one: { summary: 'The one.', params: given, response: { data: id } },
});

const books = contract('books', {
  listBooks: operation({
    ...readable,
    path: '/v1/books',
    exposure: 'edge',
    examples: exampleOf('listBooks'),
  }),
  getBook: operation({
    ...readable,
    path: '/v1/books/{book_id}',
    exposure: 'edge',
    params,
    examples: exampleOf('getBook', { book_id: 'a' }),
  }),
  getLatest: operation({
    ...readable,
    path: '/v1/books/latest',
    referencePath: '/latest.book',
    exposure: 'edge',
    examples: exampleOf('getLatest'),
  }),
  countLoans: operation({
    ...readable,
    path: '/v1/books/{book_id}/loans',
    exposure: 'internal',
    params,
    examples: exampleOf('countLoans', { book_id: 'a' }),
  }),
});
const { listBooks, getBook, getLatest, countLoans } = books.operations;

@Controller()
class BooksController {
  @Implements(listBooks)
  listBooks(): Promise<JsonBody<typeof listBooks>> {
    return Promise.resolve({ data: 'listBooks' });
  }

  @Implements(getBook)
  getBook(@Validated() _request: RequestTo<typeof getBook>): Promise<JsonBody<typeof getBook>> {
    return Promise.resolve({ data: 'getBook' });
  }

  @Implements(getLatest)
  getLatest(): Promise<JsonBody<typeof getLatest>> {
    return Promise.resolve({ data: 'getLatest' });
  }

  @Implements(countLoans)
  countLoans(@Validated() _request: RequestTo<typeof countLoans>): Promise<JsonBody<typeof countLoans>> {
    return Promise.resolve({ data: 'countLoans' });
  }
}

@Module({ controllers: [BooksController] })
class BooksModule {}

let issuer: StandInIssuer;
let service: RunningService;
let edge: Edge;
let mock: Mock;
let mockedService: Mock;

beforeAll(async () => {
  issuer = await StandInIssuer.start();
  service = await startService(
    {
      manifest: { name: 'books', purpose: 'Books.', owner: '@qred/test', port: 3998, default: true },
      contract: books,
      module: () => Promise.resolve(BooksModule),
    },
    {
      environment: {
        ENVIRONMENT: 'production',
        LOG_LEVEL: 'silent',
        PORT: '0',
        HEALTH_PORT: '0',
        AUTH_ISSUER: issuer.url,
        AUTH_AUDIENCE: STAND_IN_AUDIENCE,
        AUTH_JWKS_URL: issuer.jwksUrl,
        RATE_LIMIT_PER_MINUTE: '1000000',
      },
    },
  );
  const options = { host: HOST, contracts: [books], defaultService: 'books' };
  mock = await Mock.start({ ...options, port: await freePort() });
  mockedService = await Mock.start({ ...options, port: await freePort(), standsFor: 'services' });
  edge = await Edge.start({ ...options, port: await freePort(), addresses: { books: service.url } });
});

afterAll(async () => {
  await Promise.all([edge.stop(), mock.stop(), mockedService.stop(), service.stop(), issuer.stop()]);
});

interface Outcome {
  readonly status: number;
  readonly by: string | undefined;
}

const outcomeSchema = z.union([
  z.object({ data: z.string() }).transform(({ data: id }) => id),
  z.object({ data: z.object({ service: z.string() }) }).transform(() => 'ping'),
  z.object({ code: z.string() }).transform(({ code }) => code),
]);

/** Sends the target unchanged, which HTTP libraries don't do. A response to HTTP/1.0 has no chunks. */
async function ask(url: string, target: string, ...headers: string[]): Promise<Outcome> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.write(
    [`GET ${target} HTTP/1.0`, 'host: test', 'connection: close', ...headers, '', ''].join('\r\n'),
  );
  const response = await text(socket);
  const [head = '', body = ''] = response.split('\r\n\r\n');
  const isJson = /\r\ncontent-type: application\/(?:problem\+)?json/i.test(head);
  return {
    status: Number(/^HTTP\/1\.\d (\d{3})/.exec(head)?.[1]),
    by: isJson ? outcomeSchema.safeParse(JSON.parse(body)).data : undefined,
  };
}

/**
 * Returns the outcome of a request to the edge (outside) and to the service (inside). Fails if the mock or
 * the service has a different outcome.
 */
async function outcomesOf(target: string): Promise<{ readonly outside: Outcome; readonly inside: Outcome }> {
  const [outside, mocked, straight, inside, mockedInside] = await Promise.all([
    ask(edge.url, target),
    ask(mock.url, target),
    ask(service.url, target, 'x-forwarded-for: 203.0.113.7'),
    ask(service.url, target),
    ask(mockedService.url, target),
  ]);
  expect({ target, mocked, straight }).toEqual({ target, mocked: outside, straight: outside });
  expect({ target, mockedInside }).toEqual({ target, mockedInside: inside });
  return { outside, inside };
}

const HIDDEN = { status: 404, by: 'NOT_FOUND' };
const REFUSED = { status: 400, by: 'INVALID_REQUEST' };
const respondsAs = (by: string): Outcome => ({ status: 200, by });

function escaped(letter: string): string {
  return `%${letter.charCodeAt(0).toString(16)}`;
}

describe('the edge, the mock and a service', () => {
  it.each<[string, Outcome, Outcome?]>([
    ['/v1/books', respondsAs('listBooks')],
    ['/v1/%62ooks', respondsAs('listBooks')],
    ['http://a.example/v1/books', respondsAs('listBooks')],
    ['/v1/books/latest', respondsAs('getLatest')],
    ['/v1/books/l%61test', respondsAs('getLatest')],
    ['/latest%2Ebook', respondsAs('getLatest')],
    ['/v1/books/a', respondsAs('getBook')],
    ['/ping', respondsAs('ping')],
    ['/v1/books/a/loans', HIDDEN, respondsAs('countLoans')],
    ['/v1/books/a/%6coans', HIDDEN, respondsAs('countLoans')],
    ['http://a/v1/books/a/loans?', HIDDEN, respondsAs('countLoans')],
    ['/v1/books/a%2Floans', REFUSED],
    ['/v1/books/a%00', REFUSED],
    ['/v1/books?unknown=1', REFUSED],
    ['/v1/books/../books', REFUSED],
    ['/v1/books/%2e%2e/books', REFUSED],
    ['/v1/books#a', REFUSED],
    ['/v1\\books', REFUSED],
    ['/v1/books?%', REFUSED],
    ['*', REFUSED],
    ['/v1/books/', HIDDEN],
    ['/v1//books', HIDDEN],
    ['//v1/books', HIDDEN],
    ['/V1/books', HIDDEN],
    ['/v1/books;v=1', HIDDEN],
    ['/docs', HIDDEN],
    ['/docs-json', HIDDEN],
  ])('interpret the request target %s in the same way', async (target, outside, inside = outside) => {
    expect(await outcomesOf(target)).toEqual({ outside, inside });
  });

  it('interpret every random request target in the same way', async () => {
    const spelledOut = fc.constantFrom('v1', 'books', 'latest', 'loans', 'a', 'ping', 'latest.book', '');
    const encoded = spelledOut.map((word) => word.replace(/./, escaped));
    const odd = fc.constantFrom(
      '..',
      '.',
      '%2e',
      '%2F',
      'a%2Fb',
      '%',
      '%zz',
      '%C3%28',
      '%00',
      'a;b',
      'a%25',
      '%5C',
    );
    const segment = fc.oneof(
      { weight: 6, arbitrary: spelledOut },
      { weight: 3, arbitrary: encoded },
      { weight: 1, arbitrary: odd },
    );
    const known = fc
      .constantFrom(
        '/v1/books',
        '/v1/books/latest',
        '/latest.book',
        '/v1/books/a',
        '/v1/books/a/loans',
        '/ping',
      )
      .chain((path) =>
        fc.tuple(...Array.from(path, (letter) => fc.constantFrom(letter, letter, letter, escaped(letter)))),
      )
      .map((letters) => letters.join(''));
    const path = fc.oneof(
      known,
      fc.array(segment, { maxLength: 5 }).map((parts) => `/${parts.join('/')}`),
      fc.array(segment, { maxLength: 3 }).map((parts) => `/v1/books/${parts.join('/')}`),
    );
    const query = fc.constantFrom(
      '',
      '',
      '',
      '?',
      '?a',
      '?a=1&a=2',
      '?%zz',
      '?%FF',
      '?a=%41',
      '?=',
      '?&&',
      '?+',
      '?__proto__=1',
    );
    const target = fc
      .tuple(
        fc.constantFrom('', '', '', 'http://a', 'HTTP://a:1', 'http://', 'x'),
        path,
        query,
        fc.constantFrom('', '', '', '#', '\\'),
      )
      .map((parts) => parts.join(''));
    const tally = new Map<string, number>();

    await fc.assert(
      fc.asyncProperty(target, async (raw) => {
        const { inside } = await outcomesOf(raw);
        const key = inside.by ?? String(inside.status);
        tally.set(key, (tally.get(key) ?? 0) + 1);
      }),
      // Random targets rarely match an operation, so the test adds targets that match.
      { numRuns: 300, examples: [['/v1/books'], ['/v1/books/b1'], ['/v1/books/latest'], ['/x'], ['/%zz']] },
    );
    expect([...tally.keys()]).toEqual(
      expect.arrayContaining(['listBooks', 'getBook', 'getLatest', 'NOT_FOUND', 'INVALID_REQUEST']),
    );
  }, 30_000);
});
