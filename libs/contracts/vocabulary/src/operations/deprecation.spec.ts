import { contract } from './contract.ts';
import { deprecationHeaders } from './deprecation.ts';
import { type OperationDeprecation, operation } from './operation.ts';

const ANNOUNCED = { deprecated: '2026-01-01', sunset: '2027-01-01' };

const listBooks = operation({
  method: 'GET',
  path: '/v1/books',
  summary: 'Lists books.',
  access: 'public',
  exposure: 'edge',
  responses: {},
});

describe('deprecationHeaders', () => {
  it('returns the headers of RFC 9745 and RFC 8594', () => {
    expect(deprecationHeaders(ANNOUNCED)).toEqual({
      Deprecation: '@1767225600',
      Sunset: 'Fri, 01 Jan 2027 00:00:00 GMT',
    });
  });

  it('returns no Sunset header without a sunset date, and no headers for an operation that is not deprecated', () => {
    expect(deprecationHeaders({ deprecated: '2026-01-01' })).toEqual({ Deprecation: '@1767225600' });
    expect(deprecationHeaders({})).toEqual({});
  });
});

it.each<[string, OperationDeprecation]>([
  ['a date that does not exist', { deprecated: '2026-02-30' }],
  ['a text that is no date', { deprecated: 'soon' }],
  ['a sunset without a deprecation', { sunset: '2027-01-01' }],
  ['a sunset on the day of the deprecation', { deprecated: '2027-01-01', sunset: '2027-01-01' }],
])('a contract rejects %s', (_, deprecation) => {
  expect(() => contract('library', { listBooks: { ...listBooks, ...deprecation } })).toThrow(/^listBooks/);
});
