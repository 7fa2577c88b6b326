import { type Operation, contract, data, json, operation } from '#contracts/vocabulary';
import type { Caller } from '#libs/auth';
import { z } from 'zod';
import { type WriteRequest, keyedRequest } from './write-request.ts';

const definition = {
  method: 'POST',
  summary: 'For a test.',
  access: 'member',
  exposure: 'edge',
  idempotencyKey: 'optional',
  responses: { 200: json('Done', data(z.string())) },
} as const;
const { lend, sell } = contract('books', {
  lend: operation({ ...definition, path: '/v1/loans' }),
  sell: operation({ ...definition, path: '/v1/sales' }),
}).operations;

const anna: Caller = { kind: 'member', userId: 'anna', accountIds: ['a'], ownedAccountIds: [] };
const request: WriteRequest = {
  caller: anna,
  params: { book_id: 'b1' },
  query: { account_id: 'a' },
  body: { title: 'Atlas' },
  idempotencyKey: 'key-1',
};

function keyHashOf(differences: Partial<WriteRequest>, by: Operation = lend): string | undefined {
  return keyedRequest(by, { ...request, ...differences })?.keyHash.toString('hex');
}

function fingerprintOf(differences: Partial<WriteRequest>): string | undefined {
  return keyedRequest(lend, { ...request, ...differences })?.fingerprint.toString('hex');
}

describe('the key hash', () => {
  it.each<[string, Partial<WriteRequest>]>([
    ['of a different user', { caller: { ...anna, userId: 'bo' } }],
    ['of a machine with the name of the user', { caller: { kind: 'machine', name: 'anna', scopes: [] } }],
    ['of an anonymous caller', { caller: { kind: 'anonymous' } }],
    ['to a different entity in the path', { params: { book_id: 'b2' } }],
    ['to a different account in the query', { query: { account_id: 'b' } }],
    ['to a different account in the body', { query: {}, body: { account_id: 'b' } }],
    ['with a different key', { idempotencyKey: 'key-2' }],
  ])('differs between the first write and a write %s', (_, differences) => {
    expect(keyHashOf(differences)).not.toBe(keyHashOf({}));
  });

  it('differs between two operations', () => {
    expect(keyHashOf({}, sell)).not.toBe(keyHashOf({}));
  });
});

it.each<[string, Partial<WriteRequest>]>([
  ['a different body', { body: { title: 'Maps' } }],
  ['a different query', { query: { account_id: 'a', dry_run: true } }],
])('the key hash stays the same for a write with %s, but the fingerprint changes', (_, differences) => {
  expect(keyHashOf(differences)).toBe(keyHashOf({}));
  expect(fingerprintOf(differences)).not.toBe(fingerprintOf({}));
});

it('the key hash and the fingerprint do not depend on the accounts of the caller', () => {
  const caller: Caller = { ...anna, accountIds: ['a', 'b'] };
  expect([keyHashOf({ caller }), fingerprintOf({ caller })]).toEqual([keyHashOf({}), fingerprintOf({})]);
});
