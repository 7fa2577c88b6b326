import { operationsOf, platformProblems } from '#contracts/vocabulary';
import { alice, bookContract, tornPage } from './books.fixture.ts';
import {
  type Draws,
  faultsOfMethods,
  faultsOfUnbuilt,
  faultsOverBadData,
  faultsOverGoodData,
  faultsWithoutToken,
  targetAt,
} from './conformance.ts';
import { type Lie, LyingServer, type Told, problemOf, successOf } from './lying-server.ts';

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
      ...(await faultsOverGoodData(target, draws)),
      ...(await faultsOverBadData(target, draws)),
      ...(await faultsWithoutToken(target, draws)),
      ...(await faultsOfMethods(target, operationsOf(bookContract))),
    );
  }
  return found;
}

it('finds nothing wrong with a server that keeps its contract', async () => {
  expect(await faults()).toEqual([]);
  expect(draws.tally.seenOnce).toEqual([]);
  expect(draws.tally.drawn).toBe(operationsOf(bookContract).length * 2 * draws.runs);
});

/** Lies about the book, where an honest answer has the status. */
const insteadOf =
  (status: number, told: (honest: Told) => Told): Lie =>
  (honest, { method, url }) =>
    honest.status === status && method !== 'POST' && url?.startsWith('/v1/books') ? told(honest) : honest;

const book = (fields: object): Told => successOf({ data: { ...alice, ...fields } });
const { internalError, invalidRequest, notBuilt, notFound } = platformProblems;

it.each<[string, Lie, string]>([
  ['that fails', insteadOf(200, () => problemOf(internalError)), '500 INTERNAL_ERROR'],
  [
    'that is not built, of a built operation',
    insteadOf(200, () => problemOf(notBuilt)),
    'GET /v1/books/company-ab: 501 NOT_BUILT is not in the contract',
  ],
  [
    'with a status that is not declared',
    insteadOf(200, (honest) => ({ ...honest, status: 202 })),
    'GET /v1/books/company-ab: 202 application/json is not in the contract',
  ],
  [
    'of another type',
    insteadOf(200, (honest) => ({ ...honest, headers: { 'content-type': 'text/plain' } })),
    'GET /v1/books/company-ab: 200 is text/plain, not JSON',
  ],
  [
    'that the schema refuses',
    insteadOf(200, () => book({ pages: 'many' })),
    '/data/pages: Invalid input: expected number, received string',
  ],
  [
    'with a volatile field of the wrong shape',
    insteadOf(200, () => book({ cover_url: 'none' })),
    '/data/cover_url: Invalid URL',
  ],
  [
    'with a problem of the platform that good data can not have',
    insteadOf(200, () => problemOf(notFound)),
    '404 NOT_FOUND for what the contract allows',
  ],
  [
    'that refuses good data',
    insteadOf(200, () => problemOf(invalidRequest)),
    '400 INVALID_REQUEST for what the contract allows',
  ],
])('finds an answer %s, and how to ask for it again', async (_, lie, fault) => {
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

  it('conforms if it returns 501', async () => {
    server.lie = insteadOf(200, () => problemOf(notBuilt));
    expect(await faultsOfDesigned()).toEqual([]);
  });

  it('does not conform if it returns anything else', async () => {
    const sentence = expect.stringMatching(
      /^books\.getBook: 200 from an operation that its contract marks as not built \(GET .*seed 7/,
    ) as unknown;
    expect(await faultsOfDesigned()).toEqual([sentence]);
  });
});

it('finds bad data that is taken, and how to send it again', async () => {
  server.lie = insteadOf(400, () => book({}));
  expect(await faults()).toEqual([
    expect.stringMatching(
      /^books\.getBook: 200 for what the contract refuses \(GET \/v1\/books\/.*; seed 7, path [\d:]+\)$/,
    ),
  ]);
});

it('finds an answer to somebody without a token', async () => {
  server.lie = insteadOf(401, () => book({}));
  expect(await faults()).toEqual([
    expect.stringMatching(/^books\.getBook: 200 to GET \/v1\/books\/company-ab\S* without a token$/),
  ]);
});

it.each<[string, Lie, string]>([
  [
    'that is answered',
    (honest, { method }) => (method === 'DELETE' ? book({}) : honest),
    'books.renameBook: 200 to DELETE /v1/titles, not 405',
  ],
  [
    'whose refusal does not say what there is',
    ({ headers: { allow: _, ...headers }, ...honest }) => ({ ...honest, headers }),
    'books.renameBook: DELETE /v1/titles is refused with allow null, not POST',
  ],
  [
    'that is refused as something else',
    (honest) => (honest.status === 405 ? { ...problemOf(invalidRequest), status: 405 } : honest),
    'books.renameBook: DELETE /v1/titles is refused as INVALID_REQUEST, not METHOD_NOT_ALLOWED',
  ],
])('finds a method of no operation %s', async (_, lie, sentence) => {
  server.lie = lie;
  expect(await faults()).toContain(sentence);
});

it.each<[string, Lie, string]>([
  [
    'HEAD that is not answered',
    (honest, { method }) => (method === 'HEAD' ? { ...honest, status: 405 } : honest),
    'books.getBook: 405 to HEAD /v1/books/company-ab, but 200 to GET',
  ],
  [
    'HEAD that is answered where nothing can be read',
    (honest, { method }) => (method === 'HEAD' ? { ...honest, status: 200 } : honest),
    'books.renameBook: 200 to HEAD /v1/titles, not 405',
  ],
  ...['OPTIONS', 'TRACE'].map((asked): [string, Lie, string] => [
    `${asked} that is answered`,
    (honest, { method }) => (method === asked ? book({}) : honest),
    `books.renameBook: 200 to ${asked} /v1/titles, not 405`,
  ]),
])('finds %s', async (_, lie, sentence) => {
  server.lie = lie;
  expect(await faults()).toContain(sentence);
});

it('proves nothing where no request succeeds', async () => {
  server.lie = (honest, { url }) =>
    url === '/v1/titles' && honest.status === 200 ? problemOf(tornPage) : honest;
  expect(await faults()).toEqual([
    expect.stringMatching(/^books\.renameBook: no request succeeded, .* \(seed 7\)$/),
  ]);
});

it('does not count a fault that a second look does not show', async () => {
  let lies = 0;
  server.lie = insteadOf(200, (honest) => (lies++ === 0 ? problemOf(internalError) : honest));
  expect(await faults()).toEqual([]);
  expect(draws.tally.seenOnce).toEqual(['books.getBook: 500 INTERNAL_ERROR (GET /v1/books/company-ab)']);
});
