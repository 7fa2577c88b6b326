import fc from 'fast-check';
import { z } from 'zod';
import { parameterSchemas } from '#contracts/vocabulary';

type Json = Readonly<Record<string, unknown>>;

const LONG = 1_000;
const LAST_YEAR = new Date('9999-12-31T23:59:59.999Z');
const FIRST_YEAR = new Date('0001-01-01T00:00:00.000Z');

/** Values that the schema of a field accepts, drawn from its JSON Schema. Throws an Error for an unknown kind of schema. */
export function validValues(field: z.ZodType): fc.Arbitrary<unknown> {
  const drawn = valuesOf(publishedSchema(field));
  return drawn.filter((value) => field.safeParse(value).success || field.safeParse(String(value)).success);
}

/** Texts that the schema of a field refuses. */
export function invalidTexts(field: z.ZodType): fc.Arbitrary<string> {
  return fc.oneof(...faultyTexts(publishedSchema(field))).filter((text) => !field.safeParse(text).success);
}

/** JSON values that the schema of a field refuses: values of the wrong type, or invalid texts. */
export function invalidValues(field: z.ZodType): fc.Arbitrary<unknown> {
  const otherTypes = fc.oneof(fc.integer(), fc.boolean(), fc.constantFrom(null, [], {}, ['text'], { a: 1 }));
  return fc.oneof(invalidTexts(field), otherTypes).filter((value) => !field.safeParse(value).success);
}

function publishedSchema(field: z.ZodType): Json {
  return parameterSchemas.get(field)?.json ?? { ...z.toJSONSchema(field, { io: 'input' }) };
}

function valuesOf(schema: Json): fc.Arbitrary<unknown> {
  if (Array.isArray(schema.enum)) return fc.constantFrom(...(schema.enum as unknown[]));
  if (schema.type === 'integer') return integers(schema);
  if (schema.type === 'boolean') return fc.boolean();
  if (schema.type === 'string') return texts(schema);
  throw new Error(`No rule draws values of ${JSON.stringify(schema)}. Add one to field-values.ts.`);
}

function integers({ minimum, maximum }: Json): fc.Arbitrary<number> {
  return fc.integer({
    ...(typeof minimum === 'number' && { min: minimum }),
    ...(typeof maximum === 'number' && { max: maximum }),
  });
}

function texts({ format, pattern, minLength, maxLength }: Json): fc.Arbitrary<string> {
  if (format === 'date' || format === 'date-time') return moments(format === 'date' ? 10 : undefined);
  // A pattern that only excludes characters does not limit the length. A filter drops values that violate the schema.
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

/** Texts that most schemas refuse: odd characters, too long, out of range, almost numbers. */
function faultyTexts({ minimum, maximum, maxLength }: Json): fc.Arbitrary<string>[] {
  const length = typeof maxLength === 'number' ? maxLength + 1 : LONG;
  const beyond = [
    ...(typeof minimum === 'number' ? [minimum - 1] : []),
    ...(typeof maximum === 'number' ? [maximum + 1] : []),
  ];
  return [
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.integer({ min: length, max: length + 50 }).map((count) => 'x'.repeat(count)),
    fc.constantFrom('', '\0', 'a\u0000b', '1e2', ' 1', '0000-01-01', '2026-02-30', ...beyond.map(String)),
  ];
}
