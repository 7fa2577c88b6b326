import { z } from 'zod';
import { contract } from './contract.ts';
import { forbiddenExampleFaults, idNamesOf } from './forbidden-example.ts';
import { type Access, type Example, json, operation } from './operation.ts';
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

const byMember: Example = { summary: 'A member', as: 'member', params: own.params, problem: 'FORBIDDEN' };

function faultsWith(examples: Record<string, Example>, access: Access = 'member'): string[] {
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
  it('finds ids in the path, in the query and in nested fields of the body', () => {
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
  it('accepts a forbidden example that repeats the request of a successful example', () => {
    expect(faultsWith({ own, forbidden })).toEqual([]);
  });

  it('does not require a forbidden example for public operations', () => {
    expect(faultsWith({ own }, 'public')).toEqual([]);
  });

  it('requires an example of a different company and an example of a member for an owner operation', () => {
    expect(faultsWith({ own, forbidden, 'forbidden-member': byMember }, 'owner')).toEqual([]);
    expect(faultsWith({ own, 'forbidden-member': byMember }, 'owner')).toEqual([
      expect.stringMatching(/has no example `forbidden` that asks/),
    ]);
    expect(faultsWith({ own, forbidden }, 'owner')).toEqual([
      expect.stringMatching(/^library\.getBook is for owner, but has no example `forbidden-member`/),
    ]);
  });

  it('requires only an example of a member for a support operation', () => {
    expect(faultsWith({ own, 'forbidden-member': byMember }, 'support')).toEqual([]);
    expect(faultsWith({ own }, 'support')).toHaveLength(1);
  });

  it.each<[string, Example, RegExp]>([
    [
      'a request that no successful example sends',
      { ...byMember, params: { book_id: 'book-2' } },
      /no successful example/,
    ],
    ['a different account', { ...byMember, account: 'no-card' }, /must have the account of the successful/],
    ['a 404 problem', { ...byMember, problem: bookNotFound.code }, /must expect FORBIDDEN/],
  ])('rejects a `forbidden-member` example with %s', (_, example, fault) => {
    const examples = { own, forbidden, 'forbidden-member': example };
    expect(faultsWith(examples, 'owner')).toEqual([expect.stringMatching(fault)]);
  });

  it('rejects a `forbidden-member` example if the operation needs no role', () => {
    expect(faultsWith({ own, forbidden, 'forbidden-member': byMember })).toEqual([
      expect.stringMatching(/needs the access owner or support/),
    ]);
  });

  it.each<[string, Record<string, Example>, RegExp]>([
    [
      'a missing forbidden example',
      { own },
      /^library\.getBook takes book_id, but has no example `forbidden`/,
    ],
    [
      'a request that no successful example sends',
      { own, forbidden: { ...forbidden, params: { book_id: 'book-2' } } },
      /sends a request that no successful example sends/,
    ],
    [
      'an example without a different account',
      { own, forbidden: { summary: '', params: own.params, problem: bookNotFound.code } },
      /must set account to another company/,
    ],
    [
      'a problem that reveals that the book exists',
      { own, forbidden: { ...forbidden, problem: 'FORBIDDEN' } },
      /must expect a 404 problem/,
    ],
  ])('rejects %s', (_, examples, fault) => {
    expect(faultsWith(examples)).toEqual([expect.stringMatching(fault)]);
  });
});
