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
    query: { order: z.enum(['first', 'last']).optional(), author: z.string().optional() },
    body: {
      title: z.string(),
      pages: z.number(),
      tags: z.array(z.string()),
      year: z.int().optional(),
      isbn: z.string().regex(/^\d+$/, 'must have only digits'),
      price: z
        .strictObject({ amount: z.int().min(1).max(900).multipleOf(5), currency: z.enum(['SEK']) })
        .optional(),
      language: z.string().length(2).optional(),
      shelf_mark: z.string().min(1).max(3).optional(),
      room: z.string().startsWith('S').optional(),
      weight: z.number().positive().optional(),
      editors: z.array(z.string()).max(1).optional(),
    },
    responses: { 201: json('The book', z.object({})) },
  }),
}).operations;

function faultsOf(body: object, query: Record<string, string | string[]> = {}): Record<string, string> {
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

const valid = { title: 'a', pages: 1, tags: [], isbn: '1' };

it.each([
  ['/price/amount', { price: { amount: -5, currency: 'SEK' } }, 'must be at least 1'],
  ['/price/amount', { price: { amount: 905, currency: 'SEK' } }, 'must be at most 900'],
  ['/price/amount', { price: { amount: 7, currency: 'SEK' } }, 'must be a multiple of 5'],
  ['/price/currency', { price: { amount: 5, currency: 'EUR' } }, 'must be SEK'],
  ['/price/currency', { price: { amount: 5 } }, 'must be SEK'],
  ['/language', { language: 'swe' }, 'must have exactly 2 characters'],
  ['/shelf_mark', { shelf_mark: '' }, 'must have at least 1 character'],
  ['/shelf_mark', { shelf_mark: 'Shelf' }, 'must have at most 3 characters'],
  ['/room', { room: 'T' }, 'must start with "S"'],
  ['/weight', { weight: 0 }, 'must be more than 0'],
  ['/editors', { editors: ['a', 'b'] }, 'must have at most 1 item'],
])('readRequest reports which values are valid for %s in %j', (pointer, fields, detail) => {
  expect(faultsOf({ ...valid, ...fields })[pointer]).toBe(detail);
});

it('readRequest says that a query parameter must not be repeated', () => {
  expect(faultsOf(valid, { author: ['a', 'b'] })).toEqual({ '/author': 'must be sent only once' });
});

it('readRequest reports only the first errors of a request with thousands of invalid fields', () => {
  const unknown = Object.fromEntries(Array.from({ length: 3_600 }, (_, at) => [`field-${at}`, 1]));
  expect(Object.keys(faultsOf(unknown))).toHaveLength(MAX_ERRORS);
});
