import { z } from 'zod';
import { contract } from './contract.ts';
import { forbiddenExampleFaults, idNamesOf } from './forbidden-example.ts';
import { type Example, json, operation } from './operation.ts';
import { data } from '../schemas/page.ts';
import { problemType } from '../schemas/problem.ts';
import { identifier } from '../schemas/scalars.ts';

const bookNotFound = problemType({ code: 'BOOK_NOT_FOUND', status: 404, title: 'There is no such book' });
const own = { summary: 'One book', params: { book_id: 'book-1' }, response: { data: { title: 'Emil' } } };
const forbidden = {
  summary: "Another company's book does not exist",
  account: 'no-card',
  params: own.params,
  problem: bookNotFound.code,
};

function faultsWith(examples: Record<string, Example>, access: 'member' | 'public' = 'member'): string[] {
  const getBook = operation({
    method: 'GET',
    path: '/v1/books/{book_id}',
    summary: 'Shows a book.',
    access,
    exposure: 'edge',
    params: { book_id: identifier },
    responses: { 200: json('The book', data(z.object({ title: z.string() }))) },
    problems: [bookNotFound],
  });
  return forbiddenExampleFaults(contract('library', { getBook: { ...getBook, examples } }));
}

describe('idNamesOf', () => {
  it('finds ids in the path, the query and nested fields of the body', () => {
    const move = operation({
      method: 'POST',
      path: '/v1/books/{book_id}/move',
      summary: 'Moves books.',
      access: 'member',
      exposure: 'edge',
      params: { book_id: identifier },
      query: { account_id: identifier.optional(), paid: z.string().optional() },
      body: {
        target: z.object({ shelf_id: identifier.nullable(), title: z.string() }).optional(),
        other_ids: z.array(identifier),
        rows: z.array(z.object({ row_id: identifier })),
        place: z.union([z.object({ room_id: identifier }), z.object({ city: z.string() })]),
        label: z
          .object({ label_id: identifier })
          .readonly()
          .transform((label) => label),
        signs: z.record(z.string(), z.object({ sign_id: identifier })),
        reader: identifier.describe('Who reads it'),
      },
      responses: {},
    });
    expect(idNamesOf({ ...move, id: 'move' })).toEqual([
      'book_id',
      'account_id',
      'shelf_id',
      'other_ids',
      'row_id',
      'room_id',
      'label_id',
      'sign_id',
      'reader',
    ]);
  });
});

describe('forbiddenExampleFaults', () => {
  it('accepts a forbidden example that repeats the request of a success', () => {
    expect(faultsWith({ own, forbidden })).toEqual([]);
  });

  it('does not require a forbidden example for public operations', () => {
    expect(faultsWith({ own }, 'public')).toEqual([]);
  });

  it.each<[string, Record<string, Example>, RegExp]>([
    ['no forbidden example', { own }, /^library\.getBook takes book_id, but has no example `forbidden`/],
    [
      'another request than any success',
      { own, forbidden: { ...forbidden, params: { book_id: 'book-2' } } },
      /sends a request that no successful example sends/,
    ],
    [
      'no other account',
      { own, forbidden: { summary: '', params: own.params, problem: bookNotFound.code } },
      /must set account to another company/,
    ],
    [
      'a problem that reveals that the book exists',
      { own, forbidden: { ...forbidden, problem: 'FORBIDDEN' } },
      /must expect a 404 problem/,
    ],
  ])('refuses %s', (_, examples, fault) => {
    expect(faultsWith(examples)).toEqual([expect.stringMatching(fault)]);
  });
});
