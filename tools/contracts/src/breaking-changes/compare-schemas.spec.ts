import { compareDocuments } from './compare-documents.ts';
import type { Fields } from './document.ts';
import { type Schemas, documented, verdict } from './testing/documented.ts';

const text = { type: 'string' };
const number = { type: 'integer' };
const one = { $ref: '#/components/schemas/One' };

const nothing = { type: 'null' };
const whole = { type: 'integer' };
const letters = { type: 'string', pattern: '^[a-z]+$' };
const map = (values: unknown) => ({ type: 'object', additionalProperties: values });
const array = (items?: unknown) => ({ type: 'array', ...(items !== undefined && { items }) });
const tuple = (...prefixItems: unknown[]) => ({ type: 'array', prefixItems });
const list = (...values: unknown[]) => ({ enum: values });
const above = (bounds: Fields) => ({ type: 'number', ...bounds });
const within = (...lengths: number[]) => ({ allOf: [text, ...lengths.map((maxLength) => ({ maxLength }))] });
const kinds = (...names: string[]) => ({
  oneOf: names.map((name) => object({ kind: { const: name }, [name]: text }, 'kind')),
});
const mapped = (mapping: Readonly<Record<string, string>>, ...names: string[]) => {
  const refer = (name: string) => `#/components/schemas/${name}`;
  const targets = new Set([...names, ...Object.values(mapping)]);
  const references = Object.entries(mapping).map(([name, target]) => [name, refer(target)]);
  return {
    oneOf: [...targets].map((name) => ({ $ref: refer(name) })),
    discriminator: { propertyName: 'kind', mapping: Object.fromEntries(references) as Fields },
  };
};

const inRequest = (schema: unknown, schemas?: Schemas) =>
  documented({ requestBody: { content: { 'application/json': { schema } } } }, schemas);
const inResponse = (schema: unknown, schemas?: Schemas) =>
  documented({ responses: { 200: { content: { 'application/json': { schema } } } } }, schemas);
const object = (properties: Schemas, ...required: string[]) => ({ type: 'object', properties, required });

describe('a recursive schema', () => {
  const nodes = (value: Fields): Schemas => ({
    One: object({ next: { anyOf: [one, { type: 'null' }] }, value }),
  });

  it('is compared once, even if the schema is nullable', () => {
    expect(verdict(inResponse(one, nodes(text)), inResponse(one, nodes(text)))).toBe('same');
    expect(verdict(inResponse(one, nodes(text)), inResponse(one, nodes(number)))).toBe('breaking');
  });
});

it('compareDocuments includes the old and the new value in the id of a change', () => {
  const upTo = (maximum: number) => inRequest({ type: 'integer', maximum });
  const ids = (from: number, to: number) => compareDocuments(upTo(from), upTo(to)).map(({ id }) => id);
  expect(ids(100, 50)).toEqual(['POST /v1/hubs body: maximum 100 → 50']);
  expect(ids(50, 10)).not.toEqual(ids(100, 50));
});

const changes: [name: string, before: unknown, after: unknown, inRequest: string, inResponse: string][] = [
  // Types
  ['any value becomes a text', {}, text, 'breaking', 'allowed'],
  ['any value becomes a text or null', {}, { anyOf: [text, nothing] }, 'breaking', 'allowed'],
  ['integers become numbers', whole, { type: 'number' }, 'allowed', 'breaking'],
  [
    'nullable integers become nullable numbers or texts',
    { type: ['integer', 'null'] },
    { type: ['number', 'string', 'null'] },
    'allowed',
    'breaking',
  ],
  [
    'null is declared in another way',
    { ...letters, type: ['string', 'null'] },
    { anyOf: [letters, nothing] },
    'same',
    'same',
  ],
  ['an enum drops its redundant type', { type: 'string', ...list('a', 'b') }, list('a', 'b'), 'same', 'same'],
  ['an enum declares its type', list(1, 2), { type: 'integer', ...list(1, 2) }, 'same', 'same'],
  ['a const becomes an enum with one value', { const: 'a' }, list('a'), 'same', 'same'],
  [
    'an enum loses its type and gains a value',
    { type: 'string', ...list('a') },
    list('a', 'b'),
    'allowed',
    'breaking',
  ],
  ['an enum gains null', list('a'), list('a', null), 'allowed', 'breaking'],
  ['an enum loses a value', list('a', 'b'), list('a'), 'breaking', 'allowed'],
  // References and their sibling keywords
  ['a reference is inlined', one, text, 'same', 'same'],
  ['a reference is wrapped in allOf', one, { allOf: [one] }, 'same', 'same'],
  ['a reference gets a description', one, { ...one, description: 'One' }, 'allowed', 'allowed'],
  ['a reference gets a rule', one, { ...one, maxLength: 5 }, 'breaking', 'allowed'],
  [
    'a default beside a reference changes',
    { ...one, default: 'a' },
    { ...one, default: 'b' },
    'breaking',
    'allowed',
  ],
  [
    'a default beside alternatives changes',
    { anyOf: [text, nothing], default: 'a' },
    { anyOf: [text, nothing], default: null },
    'breaking',
    'allowed',
  ],
  // allOf
  ['allOf gains a rule', { allOf: [text] }, { allOf: [text, { maxLength: 5 }] }, 'breaking', 'allowed'],
  ['allOf loses a rule', { allOf: [text, { maxLength: 5 }] }, { allOf: [text] }, 'allowed', 'breaking'],
  [
    'allOf loses a property',
    { allOf: [object({ a: text }), object({ b: text })] },
    { allOf: [object({ a: text })] },
    'breaking',
    'breaking',
  ],
  [
    'two parts become one',
    { allOf: [object({ a: text }, 'a'), object({ b: text })] },
    object({ a: text, b: text }, 'a'),
    'same',
    'same',
  ],
  ['the tighter rule of two parts is loosened', within(3, 5), within(5, 9), 'allowed', 'breaking'],
  ['the laxer rule of two parts is loosened', within(3, 5), within(3, 9), 'same', 'same'],
  [
    'the laxer bound of two parts is loosened',
    { allOf: [{ ...text, minLength: 3 }, { minLength: 5 }] },
    { allOf: [{ ...text, minLength: 2 }, { minLength: 5 }] },
    'same',
    'same',
  ],
  // Lists
  ['any items become texts', array(), array(text), 'breaking', 'allowed'],
  ['texts become any items', array(text), array(), 'allowed', 'breaking'],
  ['items can be null', array(text), array({ type: ['string', 'null'] }), 'allowed', 'breaking'],
  ['a list position changes its type', tuple(text, number), tuple(text, text), 'breaking', 'breaking'],
  ['a list position gets a rule', tuple(text), tuple({ ...text, maxLength: 5 }), 'breaking', 'allowed'],
  ['a list position loses its schema', tuple(text, number), tuple(text), 'allowed', 'breaking'],
  ['items must be unique', array(text), { ...array(text), uniqueItems: true }, 'breaking', 'allowed'],
  ['items need not be unique', { ...array(text), uniqueItems: true }, array(text), 'allowed', 'breaking'],
  [
    'the default of uniqueItems is declared',
    array(text),
    { ...array(text), uniqueItems: false },
    'same',
    'same',
  ],
  ['the default of minItems is declared', array(text), { ...array(text), minItems: 0 }, 'same', 'same'],
  [
    'the schema of contains changes',
    { ...array(), contains: text },
    { ...array(), contains: number },
    'breaking',
    'breaking',
  ],
  // Objects
  ['a property without a schema becomes required', object({}), object({}, 'a'), 'breaking', 'allowed'],
  ['a required property without a schema is removed', object({}, 'a'), object({}), 'breaking', 'breaking'],
  ['a required property gets a schema', object({}, 'a'), object({ a: text }, 'a'), 'breaking', 'allowed'],
  [
    'the only required property becomes one of two properties',
    object({ a: text }, 'a'),
    { ...object({ a: text, b: text }), minProperties: 1 },
    'allowed',
    'breaking',
  ],
  [
    'one of two properties becomes required',
    { ...object({ a: text, b: text }), minProperties: 1 },
    object({ a: text, b: text }, 'a'),
    'breaking',
    'allowed',
  ],
  ['two properties are needed', object({}), { ...object({}), minProperties: 2 }, 'breaking', 'allowed'],
  ['any other properties become texts', map(true), map(text), 'breaking', 'allowed'],
  ['texts become any other properties', map(text), map(true), 'allowed', 'breaking'],
  ['the values of a map change their type', map(text), map(number), 'breaking', 'breaking'],
  ['the enum of a map gets a value', map(list('a')), map(list('a', 'b')), 'allowed', 'breaking'],
  ['a map is closed', map(text), map(false), 'breaking', 'breaking'],
  [
    'an object is closed',
    object({ a: text }),
    { ...object({ a: text }), additionalProperties: false },
    'breaking',
    'allowed',
  ],
  ['an object is opened', map(false), map(true), 'allowed', 'allowed'],
  ['a property becomes read-only', text, { ...text, readOnly: true }, 'breaking', 'allowed'],
  ['a property becomes write-only', text, { ...text, writeOnly: true }, 'allowed', 'breaking'],
  // Bounds
  [
    'a minimum becomes exclusive',
    above({ minimum: 1 }),
    above({ exclusiveMinimum: 1 }),
    'breaking',
    'allowed',
  ],
  [
    'a lower minimum becomes exclusive',
    above({ minimum: 1 }),
    above({ exclusiveMinimum: 0.5 }),
    'allowed',
    'breaking',
  ],
  [
    'a minimum becomes inclusive',
    above({ exclusiveMinimum: 1 }),
    above({ minimum: 1 }),
    'allowed',
    'breaking',
  ],
  [
    'an integer minimum is declared as exclusive',
    { ...whole, minimum: 1 },
    { ...whole, exclusiveMinimum: 0 },
    'same',
    'same',
  ],
  [
    'a maximum becomes exclusive',
    above({ maximum: 9 }),
    above({ exclusiveMaximum: 9 }),
    'breaking',
    'allowed',
  ],
  [
    'a higher maximum becomes exclusive',
    above({ maximum: 9 }),
    above({ exclusiveMaximum: 9.5 }),
    'allowed',
    'breaking',
  ],
  [
    'a maximum becomes inclusive',
    above({ exclusiveMaximum: 9 }),
    above({ maximum: 9 }),
    'allowed',
    'breaking',
  ],
  [
    'a redundant minimum is removed',
    above({ minimum: 1, exclusiveMinimum: 2 }),
    above({ exclusiveMinimum: 2 }),
    'same',
    'same',
  ],
  ['a minimum is added', above({}), above({ minimum: -5 }), 'breaking', 'allowed'],
  ['a maximum is removed', above({ maximum: 5 }), above({}), 'allowed', 'breaking'],
  [
    'multipleOf becomes a divisor of the old value',
    { ...whole, multipleOf: 10 },
    { ...whole, multipleOf: 5 },
    'allowed',
    'breaking',
  ],
  [
    'multipleOf becomes a multiple of the old value',
    { ...whole, multipleOf: 5 },
    { ...whole, multipleOf: 10 },
    'breaking',
    'allowed',
  ],
  [
    'multipleOf becomes an unrelated value',
    { ...whole, multipleOf: 5 },
    { ...whole, multipleOf: 7 },
    'breaking',
    'breaking',
  ],
  // Formats and patterns
  ['a text gets a format', text, { ...text, format: 'date' }, 'breaking', 'allowed'],
  ['a text loses its format', { ...text, format: 'date' }, text, 'allowed', 'breaking'],
  [
    'a text changes its format',
    { ...text, format: 'date' },
    { ...text, format: 'uuid' },
    'breaking',
    'breaking',
  ],
  ['a text gets a pattern', text, letters, 'breaking', 'allowed'],
  ['a text loses its pattern', letters, text, 'allowed', 'breaking'],
  ['a text changes its pattern', letters, { ...text, pattern: '^[a-f]+$' }, 'breaking', 'breaking'],
  [
    'an integer gets a pattern, which applies to texts only',
    whole,
    { ...whole, pattern: '^a$' },
    'same',
    'same',
  ],
  // Discriminated objects
  ['alternatives change their order', kinds('cat', 'dog'), kinds('dog', 'cat'), 'same', 'same'],
  ['an alternative is added', kinds('cat'), kinds('cat', 'dog'), 'allowed', 'breaking'],
  ['an alternative is removed', kinds('cat', 'dog'), kinds('dog'), 'breaking', 'allowed'],
  ['an alternative is replaced', kinds('cat', 'dog'), kinds('cat', 'cow'), 'breaking', 'breaking'],
  [
    'an alternative gets a property',
    { oneOf: [object({ kind: { const: 'cat' } }, 'kind'), object({ barks: text })] },
    {
      oneOf: [object({ barks: text, bites: text }), object({ kind: { const: 'cat' }, meows: text }, 'kind')],
    },
    'allowed',
    'allowed',
  ],
  [
    'mapped alternatives change their order',
    mapped({ cat: 'One', dog: 'Two' }),
    mapped({ dog: 'Two', cat: 'One' }),
    'same',
    'same',
  ],
  [
    'mapped names are swapped',
    mapped({ cat: 'Cat', dog: 'Dog' }),
    mapped({ cat: 'Dog', dog: 'Cat' }),
    'breaking',
    'breaking',
  ],
  [
    'a mapped name is added',
    mapped({ cat: 'Cat' }),
    mapped({ cat: 'Cat', kitten: 'Cat' }),
    'allowed',
    'breaking',
  ],
  [
    'the default mapping is declared',
    mapped({ Cat: 'Cat', Dog: 'Dog' }),
    mapped({}, 'Cat', 'Dog'),
    'same',
    'same',
  ],
];

const parts = {
  One: text,
  Two: number,
  Cat: object({ meows: text }, 'meows'),
  Dog: object({ barks: text }, 'barks'),
};

it.each(changes)(
  'compareDocuments classifies the change "%s" in requests and in responses',
  (_, before, after, ofRequest, ofResponse) => {
    expect(verdict(inRequest(before, parts), inRequest(after, parts))).toBe(ofRequest);
    expect(verdict(inResponse(before, parts), inResponse(after, parts))).toBe(ofResponse);
  },
);

it.each(changes)('compareDocuments gives each change a unique id: %s', (_, before, after) => {
  for (const documented of [inRequest, inResponse]) {
    const ids = compareDocuments(documented(before, parts), documented(after, parts)).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  }
});

const places: [name: string, of: (schema: unknown) => unknown][] = [
  ['the schema itself', (schema) => schema],
  ['a part of allOf', (schema) => ({ allOf: [schema, { title: 'One' }] })],
  ['an alternative of anyOf', (schema) => ({ anyOf: [schema, nothing] })],
  ['an alternative of oneOf', (schema) => ({ oneOf: [schema, nothing] })],
  ['a property', (schema) => object({ a: schema })],
  ['an item', (schema) => array(schema)],
  ['a list position', (schema) => tuple(schema)],
  ['the value of a map', (schema) => map(schema)],
  ['the schema of contains', (schema) => ({ ...array(), contains: schema })],
  ['the schema of patternProperties', (schema) => ({ type: 'object', patternProperties: { '^a': schema } })],
];

it.each(places)(
  'compareDocuments finds a change to the referenced schema if the reference is %s',
  (_, of) => {
    for (const documented of [inRequest, inResponse]) {
      expect(verdict(documented(of(one), { One: text }), documented(of(one), { One: number }))).toBe(
        'breaking',
      );
      expect(verdict(documented(of(one), { One: text }), documented(of(one), { One: text }))).toBe('same');
    }
  },
);

it('compareDocuments ignores the order of alternatives in a schema', () => {
  const either = (...names: string[]) => ({
    oneOf: names.map((name) => ({ $ref: `#/components/schemas/${name}` })),
  });
  const grown = {
    Cat: object({ meows: text, purrs: text }, 'meows'),
    Dog: object({ barks: text, bites: text }, 'barks'),
  };
  expect(verdict(inRequest(either('Cat', 'Dog'), parts), inRequest(either('Dog', 'Cat'), grown))).toBe(
    'allowed',
  );
});
