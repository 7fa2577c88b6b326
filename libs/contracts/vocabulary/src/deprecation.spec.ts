import { z } from 'zod';
import { contract } from './contract.ts';
import { deprecationHeaders } from './deprecation.ts';
import { openApiDocument } from './openapi.ts';
import { type OperationDeprecation, json, operation } from './operation.ts';
import { integerParameter } from './scalars.ts';

const ANNOUNCED = { deprecated: '2026-01-01', sunset: '2027-01-01' };

function libraryWith(deprecation: OperationDeprecation, field: Readonly<Record<string, unknown>> = {}) {
  const listBooks = operation({
    method: 'GET',
    path: '/v1/books',
    summary: 'Lists books.',
    access: 'public',
    exposure: 'edge',
    ...deprecation,
    query: { limit: integerParameter({ min: 1, max: 9, default: 5 }).meta(field) },
    responses: { 200: json('The books', z.object({ title: z.string().meta(field) })) },
  });
  return contract('library', { listBooks });
}

function operationIn(library: ReturnType<typeof libraryWith>) {
  return openApiDocument(library, { title: 'Library', description: 'Books' }).paths['/v1/books']?.get;
}

describe('deprecationHeaders', () => {
  it('returns the headers of RFC 9745 and RFC 8594', () => {
    expect(deprecationHeaders(ANNOUNCED)).toEqual({
      Deprecation: '@1767225600',
      Sunset: 'Fri, 01 Jan 2027 00:00:00 GMT',
    });
  });

  it('returns no Sunset header if the operation stays, and no header if it is not deprecated', () => {
    expect(deprecationHeaders({ deprecated: '2026-01-01' })).toEqual({ Deprecation: '@1767225600' });
    expect(deprecationHeaders({})).toEqual({});
  });
});

describe('the document', () => {
  it('announces the end of an operation', () => {
    expect(operationIn(libraryWith(ANNOUNCED))).toMatchObject({
      deprecated: true,
      'x-sunset': '2027-01-01',
      description: expect.stringMatching(
        /^It is deprecated since 2026-01-01\. It may be removed on 2027-01-01\./,
      ) as string,
      responses: { 200: { headers: { Deprecation: {}, Sunset: {} } } },
    });
  });

  it('announces the end of a field and of a parameter', () => {
    const library = libraryWith({}, { deprecated: true, sunset: '2027-01-01' });
    const { components } = openApiDocument(library, { title: 'Library', description: 'Books' });
    expect(components.schemas.ListBooksResponse).toMatchObject({
      properties: { title: { type: 'string', deprecated: true, 'x-sunset': '2027-01-01' } },
    });
    expect(operationIn(library)?.parameters).toEqual([
      expect.objectContaining({
        name: 'limit',
        deprecated: true,
        schema: expect.objectContaining({ type: 'integer', 'x-sunset': '2027-01-01' }) as unknown,
      }),
    ]);
  });

  it('announces nothing for other operations', () => {
    const documented = JSON.stringify(operationIn(libraryWith({})));
    expect(documented).not.toMatch(/deprecat|sunset/i);
  });
});

it.each<[string, OperationDeprecation]>([
  ['a date that does not exist', { deprecated: '2026-02-30' }],
  ['a date that is no date', { deprecated: 'soon' }],
  ['a sunset without a deprecation', { sunset: '2027-01-01' }],
  ['a sunset on the day of the deprecation', { deprecated: '2027-01-01', sunset: '2027-01-01' }],
])('a contract rejects %s', (_, deprecation) => {
  expect(() => libraryWith(deprecation)).toThrow(/^listBooks/);
});

it.each([
  ['a date that does not exist', { deprecated: true, sunset: '2026-02-30' }],
  ['a sunset without a deprecation', { sunset: '2027-01-01' }],
])('a document rejects a field with %s', (_, field) => {
  expect(() => operationIn(libraryWith({}, field))).toThrow(/^A field has the/);
});
