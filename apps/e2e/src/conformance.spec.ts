import { operationsOf, platformProblems } from '#contracts/vocabulary';
import { alice, bookContract, tornPage } from './books.fixture.ts';
import {
  type Draws,
  faultsOfMethods,
  faultsOfUnbuilt,
  faultsOfInvalidRequests,
  faultsOfValidRequests,
  faultsWithoutToken,
  targetAt,
} from './conformance.ts';
import { type Lie, LyingServer, type Reply, problemOf, successOf } from './lying-server.ts';

const known = { account_id: ['company-ab'] };

let draws: Draws;
let server: LyingServer;

beforeAll(async () => {
  server = await LyingServer.start(bookContract);
});

beforeEach(() => {
  draws = { seed: 7, runs: 10, known, tally: { drawn: 0, seenOnce: [] } };
  server.beHonest();
});

afterAll(() => server.stop());

async function faults(): Promise<string[]> {
  const found: string[] = [];
  for (const operation of operationsOf(bookContract)) {
    const target = targetAt(server.url, bookContract, operation, 'anything');
    found.push(
      ...(await faultsOfValidRequests(target, draws)),
      ...(await faultsOfInvalidRequests(target, draws)),
      ...(await faultsWithoutToken(target, draws)),
      ...(await faultsOfMethods(target, operationsOf(bookContract))),
    );
  }
  return found;
}

it('the check accepts a server that follows its contract', async () => {
  expect(await faults()).toEqual([]);
  expect(draws.tally.seenOnce).toEqual([]);
  expect(draws.tally.drawn).toBe(operationsOf(bookContract).length * 2 * draws.runs);
});

/** Changes only replies about books with this status. */
const insteadOf =
  (status: number, reply: (honest: Reply) => Reply): Lie =>
  (honest, { method, url }) =>
    honest.status === status && method !== 'POST' && url?.startsWith('/v1/books') ? reply(honest) : honest;

const book = (fields: object): Reply => successOf({ data: { ...alice, ...fields } });
const { internalError, invalidRequest, notBuilt, notFound } = platformProblems;

it.each<[string, Lie, string]>([
  ['with a server error', insteadOf(200, () => problemOf(internalError)), '500 INTERNAL_ERROR'],
  [
    'that claims that a built operation is not built',
    insteadOf(200, () => problemOf(notBuilt)),
    'GET /v1/books/company-ab: 501 NOT_BUILT is not in the contract',
  ],
  [
    'with an undeclared status',
    insteadOf(200, (honest) => ({ ...honest, status: 202 })),
    'GET /v1/books/company-ab: 202 application/json is not in the contract',
  ],
  [
    'with a wrong content type',
    insteadOf(200, (honest) => ({ ...honest, headers: { 'content-type': 'text/plain' } })),
    'GET /v1/books/company-ab: 200 is text/plain, not JSON',
  ],
  [
    'that does not match the schema',
    insteadOf(200, () => book({ pages: 'many' })),
    '/data/pages: Invalid input: expected number, received string',
  ],
  [
    'with a volatile field of the wrong shape',
    insteadOf(200, () => book({ cover_url: 'none' })),
    '/data/cover_url: Invalid URL',
  ],
  [
    'with a platform problem that a valid request cannot get',
    insteadOf(200, () => problemOf(notFound)),
    '404 NOT_FOUND for a request that the contract allows',
  ],
  [
    'that refuses a valid request',
    insteadOf(200, () => problemOf(invalidRequest)),
    '400 INVALID_REQUEST for a request that the contract allows',
  ],
])('the check reports a response %s, and says how to reproduce it', async (_, lie, fault) => {
  server.lie = lie;
  const [sentence, ...others] = await faults();
  expect(others).toEqual([]);
  expect(sentence).toMatch(/^books\.getBook: .* \(GET \/v1\/books\/company-ab; seed 7, path [\d:]+\)$/);
  expect(sentence).toContain(`books.getBook: ${fault}`);
});

describe('an operation that is not built', () => {
  const getBook = { ...bookContract.operations.getBook, built: false };
  const designed = { ...bookContract, operations: { ...bookContract.operations, getBook } };
  const faultsOfDesigned = () => faultsOfUnbuilt(targetAt(server.url, designed, getBook, 'anything'), draws);

  it('is accepted if it returns 501', async () => {
    server.lie = insteadOf(200, () => problemOf(notBuilt));
    expect(await faultsOfDesigned()).toEqual([]);
  });

  it('is reported if it returns a success', async () => {
    const sentence = expect.stringMatching(
      /^books\.getBook: 200 from an operation that its contract marks as not built \(GET .*seed 7/,
    ) as unknown;
    expect(await faultsOfDesigned()).toEqual([sentence]);
  });
});

it('the check reports that a server accepts an invalid request, and says how to reproduce it', async () => {
  server.lie = insteadOf(400, () => book({}));
  expect(await faults()).toEqual([
    expect.stringMatching(
      /^books\.getBook: 200 for a request that the contract refuses \(GET \/v1\/books\/.*; seed 7, path [\d:]+\)$/,
    ),
  ]);
});

it('the check reports that a request without a token succeeds', async () => {
  server.lie = insteadOf(401, () => book({}));
  expect(await faults()).toEqual([
    expect.stringMatching(/^books\.getBook: 200 to GET \/v1\/books\/company-ab\S* without a token$/),
  ]);
});

it.each<[string, Lie, string]>([
  [
    'that succeeds',
    (honest, { method }) => (method === 'DELETE' ? book({}) : honest),
    'books.renameBook: 200 to DELETE /v1/titles, not 405',
  ],
  [
    'whose refusal lacks the Allow header',
    ({ headers: { allow: _, ...headers }, ...honest }) => ({ ...honest, headers }),
    'books.renameBook: DELETE /v1/titles is refused with allow null, not POST',
  ],
  [
    'that is refused with a wrong code',
    (honest) => (honest.status === 405 ? { ...problemOf(invalidRequest), status: 405 } : honest),
    'books.renameBook: DELETE /v1/titles is refused as INVALID_REQUEST, not METHOD_NOT_ALLOWED',
  ],
])('the check reports an undeclared method %s', async (_, lie, sentence) => {
  server.lie = lie;
  expect(await faults()).toContain(sentence);
});

it.each<[string, Lie, string]>([
  [
    'a HEAD request that fails where GET succeeds',
    (honest, { method }) => (method === 'HEAD' ? { ...honest, status: 405 } : honest),
    'books.getBook: 405 to HEAD /v1/books/company-ab, but 200 to GET',
  ],
  [
    'a HEAD request that succeeds although the path has no GET',
    (honest, { method }) => (method === 'HEAD' ? { ...honest, status: 200 } : honest),
    'books.renameBook: 200 to HEAD /v1/titles, not 405',
  ],
  ...['OPTIONS', 'TRACE'].map((undeclared): [string, Lie, string] => [
    `an ${undeclared} request that succeeds`,
    (honest, { method }) => (method === undeclared ? book({}) : honest),
    `books.renameBook: 200 to ${undeclared} /v1/titles, not 405`,
  ]),
])('the check reports %s', async (_, lie, sentence) => {
  server.lie = lie;
  expect(await faults()).toContain(sentence);
});

it('the check reports that all requests to an operation fail', async () => {
  server.lie = (honest, { url }) =>
    url === '/v1/titles' && honest.status === 200 ? problemOf(tornPage) : honest;
  expect(await faults()).toEqual([
    expect.stringMatching(/^books\.renameBook: no request succeeded, .* \(seed 7\)$/),
  ]);
});

it('the check ignores a fault that does not occur in the repeated request', async () => {
  let lies = 0;
  server.lie = insteadOf(200, (honest) => (lies++ === 0 ? problemOf(internalError) : honest));
  expect(await faults()).toEqual([]);
  expect(draws.tally.seenOnce).toEqual(['books.getBook: 500 INTERNAL_ERROR (GET /v1/books/company-ab)']);
});
