import { z } from 'zod';
import { contract, exposedOperationsOf, operationsOf, pathsOf } from './contract.ts';
import { html, json, noContent, operation, redirect } from './operation.ts';
import { identifier } from '../schemas/scalars.ts';

const plain = {
  method: 'GET',
  summary: 'Does something.',
  access: 'public',
  exposure: 'edge',
  responses: {},
} as const;

it('a contract uses the key of each operation as the operation id, and adds the operation ping', () => {
  const { operations } = contract('library', { listBooks: operation({ ...plain, path: '/v1/books' }) });
  expect(operationsOf({ name: 'library', operations }).map(({ id }) => id)).toEqual(['listBooks', 'ping']);
  expect(pathsOf(operations.ping)).toEqual(['/ping']);
});

it.each([
  ['a parameter that is missing in the path', { path: '/v1/books', params: { book_id: identifier } }],
  ['an undeclared parameter in the path', { path: '/v1/books/{book_id}' }],
  ['two names for one parameter', { path: '/v1/books/{id}', params: { book_id: identifier } }],
  [
    'a reference path with different parameters',
    { path: '/v1/books/{book_id}', referencePath: '/books', params: { book_id: identifier } },
  ],
] as const)('a contract is rejected if it has %s', (_, definition) => {
  const getBook = operation({ ...plain, ...definition });
  expect(() => contract('library', { getBook })).toThrow(/^getBook: \/\S+ has the parameters \[.*\], but/);
});

it.each([
  ['the same path', '/v1/books/{book_id}'],
  ['a path that differs in the name of a parameter', '/v1/books/{id}'],
] as const)('a contract is rejected if two operations have the same method and %s', (_, path) => {
  const params = { [path.includes('book_id') ? 'book_id' : 'id']: identifier };
  const definitions = {
    getBook: operation({ ...plain, path: '/v1/books/{book_id}', params: { book_id: identifier } }),
    readBook: operation({ ...plain, path, params }),
  };
  expect(() => contract('library', definitions)).toThrow('readBook has the method and path of getBook');
  const lendBook = operation({ ...plain, path, params, method: 'POST' });
  expect(() => contract('library', { ...definitions, readBook: lendBook })).not.toThrow();
});

it("a contract is accepted if an operation's two paths have the same parameters in a different order", () => {
  const swap = operation({
    ...plain,
    path: '/v1/{a}/{b}',
    referencePath: '/old/{b}/{a}',
    params: { b: identifier, a: identifier },
  });
  expect(() => contract('library', { swap })).not.toThrow();
});

it('a contract is rejected if it defines the operation ping, because the platform adds this operation', () => {
  const ping = operation({ ...plain, path: '/v1/pings' });
  expect(() => contract('library', { ping })).toThrow('library: every service has the operation ping');
});

it('a contract is rejected if a GET operation has a body, because services ignore it', () => {
  const listBooks = operation({ ...plain, path: '/v1/books', body: { title: z.string() } });
  expect(() => contract('library', { listBooks })).toThrow('listBooks: a GET request has no body');
});

it.each([
  ['204 with JSON', { 204: json('Removed', z.string()) }],
  ['404 with JSON', { 404: json('Not found', z.string()) }],
  ['200 without a body', { 200: noContent('Removed') }],
  ['200 for a redirect', { 200: redirect('See there') }],
  ['304 with a page', { 304: html('The page') }],
] as const)('a contract is rejected if a response has %s', (_, responses) => {
  const lendBook = operation({ ...plain, method: 'POST', path: '/v1/books', responses });
  expect(() => contract('library', { lendBook })).toThrow(/^lendBook: the status \d+ does not fit/);
});

it('a contract is accepted if an operation returns JSON, nothing, a redirect, or a page for a failure', () => {
  const responses = {
    201: json('The book', z.string()),
    204: noContent('Removed'),
    303: redirect('See there'),
    422: html('The form again'),
  };
  const lendBook = operation({ ...plain, method: 'POST', path: '/v1/books', responses });
  expect(() => contract('library', { lendBook })).not.toThrow();
});

it.each(['/v1/../books', '/v1/./books'] as const)(
  'a contract is rejected if a path contains the segment "." or "..": %s',
  (path) => {
    const listBooks = operation({ ...plain, path });
    expect(() => contract('library', { listBooks })).toThrow('has the segment');
  },
);

it.each(['/v1/böcker', '/v1/books/{book_id}.pdf', '/v1/books/', '/v1/a%20b', '/v1/books:lend'] as const)(
  'a contract is rejected if a path can be percent-encoded in several ways: %s',
  (path) => {
    const definition = operation({
      ...plain,
      path,
      ...(path.includes('{') && { params: { book_id: identifier } }),
    });
    expect(() => contract('library', { listBooks: definition })).toThrow('has the segment');
  },
);

it('a contract exposes only operations for the edge, and exposes ping only for the default service', () => {
  const library = contract('library', {
    listBooks: operation({ ...plain, path: '/v1/books' }),
    countBooks: operation({ ...plain, path: '/v1/count', exposure: 'internal' }),
  });
  expect(exposedOperationsOf(library, false).map(({ id }) => id)).toEqual(['listBooks']);
  expect(exposedOperationsOf(library, true).map(({ id }) => id)).toEqual(['listBooks', 'ping']);
});

it.each([
  ['/v1/books/latest', '/v1/books/{id}'],
  ['/v1/books/{id}', '/v1/books/latest'],
  ['/v1/{kind}/latest', '/v1/books/{id}'],
] as const)(
  'a contract is rejected if one request can match an internal path and an exposed path: %s and %s',
  (internal, exposed) => {
    const paramsOf = (path: string) =>
      Object.fromEntries([...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => [name, identifier]));
    const define = (path: `/${string}`, exposure: 'edge' | 'internal') =>
      operation({ ...plain, path, exposure, params: paramsOf(path) });
    expect(() =>
      contract('library', { inside: define(internal, 'internal'), outside: define(exposed, 'edge') }),
    ).toThrow('is internal');
  },
);

it('a contract is accepted if an internal operation has the same path as an exposed operation, or a longer path', () => {
  const params = { id: identifier };
  const { operations } = contract('library', {
    getBook: operation({ ...plain, path: '/v1/books/{id}', params }),
    putBook: operation({ ...plain, method: 'PUT', path: '/v1/books/{id}', params, exposure: 'internal' }),
    countBook: operation({ ...plain, path: '/v1/books/{id}/count', params, exposure: 'internal' }),
  });
  expect(Object.keys(operations)).toHaveLength(4);
});
