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

it('names a change by its new value, so that accepting one accepts no further one', () => {
  const upTo = (maximum: number) => sent({ type: 'integer', maximum });
  const ids = (from: number, to: number) => compareDocuments(upTo(from), upTo(to)).map(({ id }) => id);
  expect(ids(100, 50)).toEqual(['POST /v1/hubs body: maximum 100 → 50']);
  expect(ids(50, 10)).not.toEqual(ids(100, 50));
});

it('takes a laxer rule for lists and numbers as wider', () => {
  const unique = (uniqueItems: boolean) => sent({ type: 'array', uniqueItems });
  expect(verdict(unique(true), unique(false))).toBe('allowed');
  expect(verdict(unique(false), unique(true))).toBe('breaking');
  const steps = (multipleOf: number) => sent({ type: 'integer', multipleOf });
  expect(verdict(steps(10), steps(5))).toBe('allowed');
  expect(verdict(steps(5), steps(10))).toBe('breaking');
  expect(verdict(steps(5), steps(7))).toBe('breaking');
});
