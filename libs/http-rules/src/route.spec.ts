import { contract, operationsOf, operation, identifier } from '#contracts/vocabulary';
import { createRouter, methodsOf } from './route.ts';

const { operations } = contract('library', {
  listBooks: operation({
    method: 'GET',
    path: '/v1/books',
    summary: 'Lists books.',
    access: 'public',
    exposure: 'edge',
    responses: {},
  }),
  addBook: operation({
    method: 'POST',
    path: '/v1/books',
    summary: 'Adds a book.',
    access: 'public',
    exposure: 'edge',
    responses: {},
  }),
  lendBook: operation({
    method: 'POST',
    path: '/v1/books/{book_id}/loans/{loan_id}',
    referencePath: '/lend.book/{loan_id}/{book_id}',
    summary: 'Lends a book.',
    access: 'public',
    exposure: 'edge',
    params: { book_id: identifier, loan_id: identifier },
    responses: {},
  }),
});
const router = createRouter(operationsOf({ name: 'library', operations }));

it('a router matches an operation by its method, and treats HEAD as GET', () => {
  expect(router.match('HEAD', '/v1/books')?.operation.id).toBe('listBooks');
  expect(router.match('GET', '/v1/books')?.operation.id).toBe('listBooks');
  expect(router.match('POST', '/v1/books')?.operation.id).toBe('addBook');
  expect(router.match('DELETE', '/v1/books')).toBeUndefined();
  expect(router.match('get', '/v1/books')).toBeUndefined();
});

it('a router finds the parameters in both paths of an operation', () => {
  const params = { book_id: 'b-1', loan_id: 'l_2' };
  expect(router.match('POST', '/v1/books/b-1/loans/l_2')).toMatchObject({
    operation: { id: 'lendBook' },
    params,
  });
  expect(router.match('POST', '/lend.book/l_2/b-1')).toMatchObject({ operation: { id: 'lendBook' }, params });
});

it('a router decodes parameters once, and does not split a segment at an encoded slash', () => {
  const found = router.match('POST', '/v1/books/a%2Fb/loans/%C3%A5%2541');
  expect(found?.params).toEqual({ book_id: 'a/b', loan_id: 'å%41' });
});

it('a router decodes percent-encoded letters in a path', () => {
  expect(router.match('GET', '/v1/%62ooks')?.operation.id).toBe('listBooks');
  expect(router.match('GET', 'http://elsewhere/v1/books')?.operation.id).toBe('listBooks');
});

it('a router prefers fixed segments over parameters, regardless of the order of declaration', () => {
  const definition = {
    method: 'GET',
    summary: 'Shows.',
    access: 'public',
    exposure: 'edge',
    responses: {},
  } as const;
  const { operations: found } = contract('library', {
    any: operation({ ...definition, path: '/v1/{kind}/{id}', params: { kind: identifier, id: identifier } }),
    one: operation({ ...definition, path: '/v1/books/{id}', params: { id: identifier } }),
    latest: operation({ ...definition, path: '/v1/{kind}/latest', params: { kind: identifier } }),
  });
  const narrow = createRouter(operationsOf({ name: 'library', operations: found }));
  expect(narrow.match('GET', '/v1/books/latest')?.operation.id).toBe('one');
  expect(narrow.match('GET', '/v1/films/latest')?.operation.id).toBe('latest');
  expect(narrow.at('/v1/books/latest').map(({ id }) => id)).toEqual(['one', 'latest', 'any']);
});

it.each([
  '',
  '/',
  '/v1/books/',
  '//v1/books',
  '/v1//books',
  '/V1/books',
  '/v1/books/b-1',
  '/v1/books//loans/l-2',
  '/v1/books/b-1/loans/',
  '/v1/books/b-1/loans/l-2/more',
  '/lendxbook/l-2/b-1',
  '/v1/books\n',
  '/v1/books/b-1/../',
  '/v1/books/%ZZ/loans/l-1',
])('a router finds no operation at %j', (path) => {
  expect(router.at(path)).toEqual([]);
  expect(router.match('GET', path)).toBeUndefined();
  expect(router.match('POST', path)).toBeUndefined();
});

it('a router lists every method of a path once, in alphabetical order', () => {
  expect(methodsOf(router.at('/v1/books'))).toEqual(['GET', 'HEAD', 'POST']);
  expect(methodsOf(router.at('/lend.book/l-2/b-1'))).toEqual(['POST']);
  expect(methodsOf([operations.addBook, operations.listBooks, operations.lendBook])).toEqual([
    'GET',
    'HEAD',
    'POST',
  ]);
});
