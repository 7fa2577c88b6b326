import { z } from 'zod';
import { contract, json, operation } from '#contracts/vocabulary';
import { MAX_ERRORS } from './problem-body.ts';
import { readRequest } from './read-request.ts';

const { addBook } = contract('books', {
  addBook: operation({
    method: 'POST',
    path: '/v1/shelves/{shelf_id}/books',
    summary: 'Adds a book.',
    access: 'member',
    exposure: 'edge',
    idempotencyKey: 'optional',
    params: { shelf_id: z.string() },
    query: { order: z.enum(['first', 'last']).optional() },
    body: {
      title: z.string(),
      pages: z.number(),
      tags: z.array(z.string()),
      year: z.int().optional(),
      isbn: z.string().regex(/^\d+$/, 'must have only digits'),
    },
    responses: { 201: json('The book', z.object({})) },
  }),
}).operations;

function faultsOf(body: object, query: Record<string, string> = {}): Record<string, string> {
  const read = readRequest(addBook, {
    params: { shelf_id: 's1' },
    query,
    body,
    contentType: 'application/json',
    accept: undefined,
    idempotencyKeys: [],
  });
  const errors = read.ok ? [] : (read.refusal.errors ?? []);
  return Object.fromEntries(errors.map(({ pointer, detail }) => [pointer, detail]));
}

it('readRequest reports one error for each invalid field of a request', () => {
  expect(faultsOf({ title: 7, tags: 'x', isbn: 'abc', year: 1.5 }, { order: 'middle' })).toEqual({
    '/order': 'must be one of first, last',
    '/title': 'must be a string',
    '/pages': 'is required',
    '/tags': 'must be an array',
    '/year': 'must be a whole number',
    '/isbn': 'must have only digits',
  });
});

it('readRequest reports only the first errors of a request with thousands of invalid fields', () => {
  const unknown = Object.fromEntries(Array.from({ length: 3_600 }, (_, at) => [`field-${at}`, 1]));
  expect(Object.keys(faultsOf(unknown))).toHaveLength(MAX_ERRORS);
});
