import { z } from 'zod';
import {
  type OperationDeprecation,
  contract,
  integerParameter,
  json,
  operation,
} from '#contracts/vocabulary';
import { openApiDocument } from './document.ts';

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

describe('the OpenAPI document', () => {
  it('contains the deprecation and the sunset of an operation', () => {
    expect(operationIn(libraryWith(ANNOUNCED))).toMatchObject({
      deprecated: true,
      'x-sunset': '2027-01-01',
      description: expect.stringMatching(
        /^It is deprecated since 2026-01-01\. It may be removed on 2027-01-01\./,
      ) as string,
      responses: { 200: { headers: { Deprecation: {}, Sunset: {} } } },
    });
  });

  it('contains the deprecation and the sunset of a field and of a parameter', () => {
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

  it('contains no deprecation for operations that are not deprecated', () => {
    const documented = JSON.stringify(operationIn(libraryWith({})));
    expect(documented).not.toMatch(/deprecat|sunset/i);
  });
});

it.each([
  ['a date that does not exist', { deprecated: true, sunset: '2026-02-30' }],
  ['a sunset without a deprecation', { sunset: '2027-01-01' }],
])('a contract is rejected if a field has %s', (_, field) => {
  expect(() => operationIn(libraryWith({}, field))).toThrow(/^library.listBooks .*: A field has the/);
});
