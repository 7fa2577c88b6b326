import { contract, data, identifier, json, list, operation, pageParameters } from '#contracts/vocabulary';
import { z } from 'zod';
import { type CalleeReply, jsonReply } from './callee-replies.ts';
import { FakeCallee } from './fake-callee.ts';

const book = z.object({ book_id: identifier, title: z.string() });
const lastPage = { next_cursor: null, total_count: null };
const notFound = { code: 'BOOK_NOT_FOUND', status: 404, title: 'There is no such book' } as const;

const booksContract = contract('books', {
  listBooks: operation({
    method: 'GET',
    path: '/v1/books',
    summary: 'Lists the books of a shelf.',
    access: 'member',
    exposure: 'internal',
    query: { shelf_id: identifier, author: z.string().optional(), ...pageParameters },
    responses: { 200: json('The books', list(book)) },
    examples: {
      all: {
        summary: 'All books',
        query: { shelf_id: 's1' },
        response: { data: [{ book_id: 'b1', title: 'Emil' }], page: lastPage },
      },
      filtered: {
        summary: 'No book of this author',
        query: { shelf_id: 's1', author: 'Jansson' },
        response: { data: [], page: lastPage },
      },
    },
  }),
  addBook: operation({
    method: 'POST',
    path: '/v1/shelves/{shelf_id}/books',
    summary: 'Adds a book.',
    access: 'member',
    exposure: 'internal',
    idempotencyKey: 'optional',
    params: { shelf_id: identifier },
    body: { title: z.string() },
    responses: { 201: json('The book', data(book)) },
    problems: [notFound],
    examples: {
      added: {
        summary: 'Added',
        params: { shelf_id: 's1' },
        body: { title: 'Emil' },
        response: { data: { book_id: 'b1', title: 'Emil' } },
      },
      unknown: {
        summary: 'Not a book',
        params: { shelf_id: 's1' },
        body: { title: 'Radio' },
        problem: 'BOOK_NOT_FOUND',
      },
    },
  }),
});

let books: FakeCallee<typeof booksContract>;

beforeAll(async () => {
  books = await FakeCallee.start(booksContract);
});

afterEach(() => books.behave());

afterAll(() => books.stop());

async function call(method: string, path: string, body?: object): Promise<readonly [number, unknown]> {
  const url = books.address.replace('books=', '');
  const response = await fetch(`${url}${path}`, { method, ...(body && { body: JSON.stringify(body) }) });
  return [response.status, await response.json()];
}

const emil = { data: { book_id: 'b1', title: 'Emil' } };

describe('a fake callee without a stub', () => {
  it('returns the example with the same required parameters as the request', async () => {
    expect(await call('GET', '/v1/books?shelf_id=s1&limit=100')).toMatchObject([200, { data: [emil.data] }]);
  });

  it('prefers an example with the same filter as the request', async () => {
    expect(await call('GET', '/v1/books?shelf_id=s1&author=Jansson')).toMatchObject([200, { data: [] }]);
  });

  it('uses the body of a write to choose the example', async () => {
    expect(await call('POST', '/v1/shelves/s1/books', { title: 'Emil' })).toEqual([201, emil]);
    expect(await call('POST', '/v1/shelves/s1/books', { title: 'Radio' })).toMatchObject([
      404,
      { code: 'BOOK_NOT_FOUND' },
    ]);
    expect(books.takeUnexpected()).toEqual([]);
  });

  it.each([
    ['/v1/books?shelf_id=s2', 'listBooks {"shelf_id":"s2"}'],
    ['/v1/magazines', 'GET /v1/magazines, which is not in its contract'],
  ])('reports each call that matches no example once: %s', async (path, text) => {
    expect(await call('GET', path)).toMatchObject([500, {}]);
    expect(books.takeUnexpected()).toEqual([
      `books got a call that the test does not stub, and no example matches: ${text}`,
    ]);
    expect(books.takeUnexpected()).toEqual([]);
  });
});

describe('a fake callee with a stub', () => {
  it('returns the stubbed body with the status of the contract', async () => {
    const pippi = { data: { book_id: 'b2', title: 'Pippi' } };
    books.stub('addBook', pippi);
    expect(await call('POST', '/v1/shelves/s9/books', { title: 'Pippi' })).toEqual([201, pippi]);
    expect(books.takeUnexpected()).toEqual([]);
  });

  it('returns the response that the stub function computes', async () => {
    books.stub('listBooks', ({ query }): CalleeReply => jsonReply({ shelf: query.shelf_id }, 202));
    expect(await call('GET', '/v1/books?shelf_id=s9')).toEqual([202, { shelf: 's9' }]);
  });
});
