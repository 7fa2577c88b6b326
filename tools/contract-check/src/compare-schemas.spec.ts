import { compareDocuments } from './compare-documents.ts';
import type { Fields } from './document.ts';

type Schemas = Readonly<Record<string, Fields>>;

const text = { type: 'string' };
const number = { type: 'integer' };
const one = { $ref: '#/components/schemas/One' };

function documented(operation: Fields, schemas: Schemas = {}): Fields {
  const post = { 'x-access': 'member', security: [{ bearer: [] }], responses: {}, ...operation };
  return { openapi: '3.1.0', paths: { '/v1/hubs': { post } }, components: { schemas } };
}

const sent = (schema: unknown, schemas?: Schemas) =>
  documented({ requestBody: { content: { 'application/json': { schema } } } }, schemas);
const answered = (schema: unknown, schemas?: Schemas) =>
  documented({ responses: { 200: { content: { 'application/json': { schema } } } } }, schemas);
const object = (properties: Schemas, ...required: string[]) => ({ type: 'object', properties, required });

/** What a comparison found, as one word. */
function verdict(before: Fields, after: Fields): 'same' | 'allowed' | 'breaking' {
  const changes = compareDocuments(before, after);
  if (changes.length === 0) return 'same';
  return changes.some(({ breaking }) => breaking) ? 'breaking' : 'allowed';
}

describe('a schema that contains itself', () => {
  const nodes = (value: Fields): Schemas => ({
    One: object({ next: { anyOf: [one, { type: 'null' }] }, value }),
  });

  it('is compared once, though it can be null', () => {
    expect(verdict(answered(one, nodes(text)), answered(one, nodes(text)))).toBe('same');
    expect(verdict(answered(one, nodes(text)), answered(one, nodes(number)))).toBe('breaking');
  });
});
