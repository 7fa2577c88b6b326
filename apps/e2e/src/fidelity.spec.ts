import { platformProblems, pathOfExample } from '#contracts/vocabulary';
import { ContractCaller } from '#libs/testing';
import { alice, bookContract, tornPage } from './books.fixture.ts';
import { publishedExamples } from './examples.ts';
import { type SendExample, brokenExamples } from './fidelity.ts';
import { type Lie, LyingServer, type Reply, problemOf, successOf } from './lying-server.ts';

let server: LyingServer;

beforeAll(async () => {
  server = await LyingServer.start(bookContract);
});

beforeEach(() => server.beHonest());

afterAll(() => server.stop());

const send: SendExample = ({ operation, example, name }) =>
  new ContractCaller(bookContract, server.url).request(operation.method, pathOfExample(operation, example), {
    body: example.body,
    token: 'anything',
    headers: { prefer: `example=${name}` },
  });

const broken = (): Promise<string[]> => brokenExamples(publishedExamples([bookContract]), send);

it('the check accepts a server that returns the examples of the contract', async () => {
  expect(await broken()).toEqual([]);
});

it('the check accepts any value of a volatile field', async () => {
  server.lie = ofBook(() => book({ cover_url: 'https://covers.example/another.png' }));
  expect(await broken()).toEqual([]);
});

const { internalError } = platformProblems;

function book(fields: object): Reply {
  return successOf({ data: { ...alice, ...fields } });
}

function ofBook(reply: (honest: Reply) => Reply): Lie {
  return (honest, { url }) => (url === '/v1/books/company-ab' ? reply(honest) : honest);
}

it.each<[string, Lie, string]>([
  [
    'with a server error',
    ofBook(() => problemOf(internalError)),
    'the response is 500 INTERNAL_ERROR, not 200',
  ],
  [
    'with an undeclared status',
    ofBook((honest) => ({ ...honest, status: 202 })),
    'GET /v1/books/company-ab: 202 application/json is not in the contract',
  ],
  [
    'with a wrong content type',
    ofBook((honest) => ({ ...honest, headers: { 'content-type': 'text/plain' } })),
    'GET /v1/books/company-ab: 200 is text/plain, not JSON',
  ],
  [
    'that does not match the schema',
    ofBook(() => book({ pages: 'many' })),
    '/data/pages: Invalid input: expected number, received string',
  ],
  ['with a wrong value', ofBook(() => book({ pages: 58 })), '/data/pages is 58, not 57'],
  ['with an extra field', ofBook(() => book({ price: 1 })), '/data/price is 1, not missing'],
  [
    'with a volatile field of the wrong shape',
    ofBook(() => book({ cover_url: 'none' })),
    '/data/cover_url: Invalid URL',
  ],
])('the check reports a response %s, and shows the request', async (_, lie, fault) => {
  server.lie = lie;
  expect(await broken()).toEqual([
    expect.stringMatching(/^books\.getBook, example alice: .* \(GET \/v1\/books\/company-ab\)$/),
  ]);
  expect(await broken()).toEqual([expect.stringContaining(`example alice: ${fault}`)]);
});

it('the check reports every field that differs from the example', async () => {
  server.lie = ofBook(() => book({ title: 'Bob', pages: 58 }));
  expect(await broken()).toEqual([
    'books.getBook, example alice: /data/title is "Bob", not "Alice" (GET /v1/books/company-ab)',
    'books.getBook, example alice: /data/pages is 58, not 57 (GET /v1/books/company-ab)',
  ]);
});

describe('the check of a problem', () => {
  const badTitle = { in: 'body', pointer: '/title', detail: 'is missing' };

  /** Replaces only replies with this status. */
  const ofStatus =
    (status: number, reply: () => Reply): Lie =>
    (honest) =>
      honest.status === status ? reply() : honest;

  it.each<[string, Lie, string[]]>([
    [
      'with a wrong code',
      ofStatus(409, () => problemOf(platformProblems.invalidRequest)),
      ['books.renameBook, example torn: the response is 400 INVALID_REQUEST, not 409 (POST /v1/titles)'],
    ],
    [
      'with a wrong title and type',
      ofStatus(409, () => problemOf({ ...tornPage, title: 'Torn' }, { type: 'about:blank' })),
      [
        'books.renameBook, example torn: /type is "about:blank", not "urn:qred:problem:torn-page" (POST /v1/titles)',
        'books.renameBook, example torn: /title is "Torn", not "A page is torn" (POST /v1/titles)',
      ],
    ],
    [
      'with unexpected errors',
      ofStatus(409, () => problemOf(tornPage, { errors: [badTitle] })),
      [
        'books.renameBook, example torn: /errors is [{"in":"body","pointer":"/title"}], not missing (POST /v1/titles)',
      ],
    ],
    [
      'without the expected errors',
      ofStatus(400, () => problemOf(platformProblems.invalidRequest)),
      [
        'books.renameBook, example title-missing: /errors is missing, not [{"in":"body","pointer":"/title"}] (POST /v1/titles)',
      ],
    ],
    [
      'with an error about a wrong field',
      ofStatus(400, () =>
        problemOf(platformProblems.invalidRequest, { errors: [{ ...badTitle, pointer: '/name' }] }),
      ),
      [
        'books.renameBook, example title-missing: /errors/0/pointer is "/name", not "/title" (POST /v1/titles)',
      ],
    ],
  ])('reports a problem %s', async (_, lie, sentences) => {
    server.lie = lie;
    expect(await broken()).toEqual(sentences);
  });

  it('accepts an error that is described in different words', async () => {
    server.lie = ofStatus(400, () => problemOf(platformProblems.invalidRequest, { errors: [badTitle] }));
    expect(await broken()).toEqual([]);
  });
});
