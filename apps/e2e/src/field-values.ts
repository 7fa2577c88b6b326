import fc from 'fast-check';
import { z } from 'zod';
import { parameterSchemas } from '#contracts/vocabulary';

type Json = Readonly<Record<string, unknown>>;

const LONG = 1_000;
const LAST_YEAR = new Date('9999-12-31T23:59:59.999Z');
const FIRST_YEAR = new Date('0001-01-01T00:00:00.000Z');

/** Generates values from the JSON Schema of the field. Throws an Error for an unknown kind of schema. */
export function validValues(field: z.ZodType): fc.Arbitrary<unknown> {
  const drawn = valuesOf(publishedSchema(field));
  return drawn.filter((value) => field.safeParse(value).success || field.safeParse(String(value)).success);
}

export function invalidTexts(field: z.ZodType): fc.Arbitrary<string> {
  return fc.oneof(...faultyTexts(publishedSchema(field))).filter((text) => !field.safeParse(text).success);
}

/**
 * Generates JSON values that the schema refuses: a wrong type, an invalid text, or an invalid value inside an object
 * or list.
 */
export function invalidValues(field: z.ZodType): fc.Arbitrary<unknown> {
  const otherTypes = fc.oneof(fc.integer(), fc.boolean(), fc.constantFrom(null, [], {}, ['text'], { a: 1 }));
  const spoiled = spoiledValues(publishedSchema(field));
  return fc
    .oneof(invalidTexts(field), otherTypes, ...spoiled)
    .filter((value) => !field.safeParse(value).success);
}

function publishedSchema(field: z.ZodType): Json {
  const { $defs, ...schema } = parameterSchemas.get(field)?.json ?? z.toJSONSchema(field, { io: 'input' });
  return inlined(schema, ($defs ?? {}) as Json) as Json;
}

function inlined(schema: unknown, definitions: Json): unknown {
  if (Array.isArray(schema)) return schema.map((part) => inlined(part, definitions));
  if (typeof schema !== 'object' || schema === null) return schema;
  const { $ref, ...own } = schema as Json;
  const definition = typeof $ref === 'string' ? definitions[$ref.replace('#/$defs/', '')] : undefined;
  return {
    ...(inlined(definition, definitions) as Json | undefined),
    ...Object.fromEntries(Object.entries(own).map(([key, part]) => [key, inlined(part, definitions)])),
  };
}

function valuesOf(schema: Json): fc.Arbitrary<unknown> {
  if (Array.isArray(schema.enum)) return fc.constantFrom(...(schema.enum as unknown[]));
  if (schema.type === 'integer') return integers(schema);
  if (schema.type === 'boolean') return fc.boolean();
  if (schema.type === 'string') return texts(schema);
  if (schema.type === 'array') return lists(schema);
  if (schema.type === 'object') return objects(schema);
  throw new Error(`No rule draws values of ${JSON.stringify(schema)}. Add one to field-values.ts.`);
}

function integers({ minimum, maximum }: Json): fc.Arbitrary<number> {
  return fc.integer({
    ...(typeof minimum === 'number' && { min: minimum }),
    ...(typeof maximum === 'number' && { max: maximum }),
  });
}

function lists({ items, minItems, maxItems }: Json): fc.Arbitrary<unknown[]> {
  return fc.array(valuesOf(items as Json), {
    ...(typeof minItems === 'number' && { minLength: minItems }),
    ...(typeof maxItems === 'number' && { maxLength: maxItems }),
  });
}

function objects({ properties, required }: Json): fc.Arbitrary<Record<string, unknown>> {
  const drawn = Object.entries(properties as Record<string, Json>).map(([name, part]) => [
    name,
    valuesOf(part),
  ]);
  return fc.record(Object.fromEntries(drawn) as Record<string, fc.Arbitrary<unknown>>, {
    requiredKeys: (required ?? []) as string[],
  });
}

/**
 * Generates values of the right type that contain an error: a missing or unknown field, a wrong type, or a value out
 * of range.
 */
function spoiledValues(schema: Json): fc.Arbitrary<unknown>[] {
  if (schema.type === 'integer') return [fc.constantFrom(0.5, ...beyond(schema))];
  if (schema.type === 'array')
    return spoiledValues(schema.items as Json).map((bad) => bad.map((item) => [item]));
  if (schema.type !== 'object') return [];
  const parts = Object.entries(schema.properties as Record<string, Json>);
  const spoiled = parts.flatMap(([name, part]) =>
    [fc.constantFrom<unknown[]>(null, 'text', {}, undefined), ...spoiledValues(part)].map((bad) =>
      fc.tuple(objects(schema), bad).map(([good, value]) => ({ ...good, [name]: value })),
    ),
  );
  return [...spoiled, objects(schema).map((good) => ({ ...good, unknown_field: 'x' }))];
}

function beyond({ minimum, maximum }: Json): number[] {
  return [
    ...(typeof minimum === 'number' ? [minimum - 1] : []),
    ...(typeof maximum === 'number' ? [maximum + 1] : []),
  ];
}

function texts({ format, pattern, minLength, maxLength }: Json): fc.Arbitrary<string> {
  if (format === 'date' || format === 'date-time') return moments(format === 'date' ? 10 : undefined);
  // A pattern such as `^[^x]` excludes characters but does not limit the length. A later filter drops invalid values.
  if (typeof pattern === 'string' && !pattern.startsWith('^[^'))
    return fc.stringMatching(new RegExp(pattern));
  return fc.string({
    unit: 'grapheme',
    ...(typeof minLength === 'number' && { minLength }),
    ...(typeof maxLength === 'number' && { maxLength }),
  });
}

function moments(length: number | undefined): fc.Arbitrary<string> {
  return fc
    .date({ min: FIRST_YEAR, max: LAST_YEAR, noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, length));
}

/** Generates texts that most schemas refuse: with odd characters, too long, out of range, or similar to a number. */
function faultyTexts(schema: Json): fc.Arbitrary<string>[] {
  const length = typeof schema.maxLength === 'number' ? schema.maxLength + 1 : LONG;
  return [
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.integer({ min: length, max: length + 50 }).map((count) => 'x'.repeat(count)),
    fc.constantFrom(
      '',
      '\0',
      'a\u0000b',
      '1e2',
      ' 1',
      '0000-01-01',
      '2026-02-30',
      ...beyond(schema).map(String),
    ),
  ];
}
