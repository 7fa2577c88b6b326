import { z } from 'zod';
import { readTolerantly } from './read-tolerantly.ts';
import { identifier, openEnum, timestamp } from '#contracts/vocabulary';
import { tolerantReader } from './tolerant-reader.ts';

const status = openEnum(['small', 'large']);
const response = z.object({
  data: z.array(z.object({ name: z.string(), status, tags: z.array(status).default([]) })),
  why: status.nullable(),
  closed: z.enum(['yes', 'no']),
});
const known = {
  data: [{ name: 'a', status: 'small', tags: ['large'] }],
  why: null,
  closed: 'yes',
};

describe.each([
  ['readTolerantly', (value: unknown) => readTolerantly(response, value)],
  ['tolerantReader', tolerantReader(response)],
])('%s', (_name, read) => {
  it('returns a response with known fields and values unchanged', () => {
    expect(read(known)).toEqual(known);
  });

  it('drops unknown fields at every depth', () => {
    const grown = { ...known, page: {}, data: known.data.map((item) => ({ ...item, colour: 'red' })) };
    expect(read(grown)).toEqual(known);
  });

  it('replaces an unknown enum value with `unknown`, even in a list or in a nullable field', () => {
    const grown = {
      ...known,
      data: [...known.data, { name: 'b', status: 'huge', tags: ['small', 'tiny', 'huge'] }],
      why: 'because',
    };
    expect(read(grown)).toEqual({
      ...known,
      data: [...known.data, { name: 'b', status: 'unknown', tags: ['small', 'unknown', 'unknown'] }],
      why: 'unknown',
    });
  });

  it('does not modify the object that it reads', () => {
    const grown = { ...known, why: 'because' };
    read(grown);
    expect(grown.why).toBe('because');
  });

  it.each([
    ['an unknown value of a closed enum', { ...known, closed: 'maybe' }],
    ['null instead of a value', { ...known, data: [{ name: 'a', status: null }] }],
    ['a number instead of a text', { ...known, why: 1 }],
    ['a missing field', { data: known.data, why: null }],
    ['a text instead of a list', { ...known, data: 'none' }],
    ['a text instead of an object', 'unknown'],
  ])('throws a ZodError for %s', (_, faulty) => {
    expect(() => read(faulty)).toThrow(z.ZodError);
  });

  it('throws a ZodError for an invalid response, even if the response also has an unknown enum value', () => {
    expect(() => read({ ...known, why: 'because', closed: 1 })).toThrow(z.ZodError);
  });
});

describe('tolerantReader', () => {
  it('reads known and unknown values in one pass', () => {
    const parse = jest.spyOn(response, 'safeParse');
    const read = tolerantReader(response);
    read(known);
    read({ ...known, why: 'because', colour: 'red' });
    expect(parse).not.toHaveBeenCalled();
    expect(() => read({ ...known, closed: 1 })).toThrow(z.ZodError);
    expect(parse).toHaveBeenCalledTimes(1);
  });

  it.each<[string, z.ZodType, unknown[]]>([
    ['a text with a pattern', identifier, ['a-1', 'a 1', '', 7, null, undefined]],
    ['a time', timestamp, ['2026-06-14T16:42:00.000Z', '0000-06-14T16:42:00Z', '2026-02-30T00:00:00Z', 0]],
    ['a whole number', z.int(), [0, -7, 1.5, 2 ** 53, Infinity, NaN, '1']],
    ['a number with bounds', z.number().min(1).max(9).multipleOf(2), [2, 3, 0, 10]],
    ['a web address', z.url(), ['https://a.example/x', 'a', '']],
    ['a text that is trimmed', z.string().trim().min(1), [' a ', ' ']],
    ['a text that is converted', z.coerce.string(), ['a', 7]],
    ['a list with bounds', z.array(z.int()).max(1), [[], [1], [1, 2], {}]],
    [
      'an optional field',
      z.object({ a: z.int().optional() }),
      [{}, { a: 1 }, { a: undefined }, { a: null }, []],
    ],
    ['a field with a default', z.object({ a: z.int().default(1) }), [{}, { a: 2 }, { a: null }]],
    ['a strict object', z.strictObject({ a: status }), [{ a: 'small' }, { a: 'huge' }, { a: 'small', b: 1 }]],
    [
      'a loose object',
      z.looseObject({ a: status }),
      [
        { a: 'small', b: 1 },
        { a: 'huge', b: 1 },
      ],
    ],
    ['a checked object', z.object({ a: z.int() }).refine(({ a }) => a > 1), [{ a: 1 }, { a: 2 }]],
    ['a union', z.union([z.object({ a: status }), z.int()]), [{ a: 'small' }, { a: 'huge' }, 7, 'x']],
    ['a record', z.record(z.string(), status), [{ a: 'small' }, { a: 'huge' }, { a: 1 }]],
  ])('reads %s like readTolerantly', (_, schema, values) => {
    const read = tolerantReader(schema);
    for (const value of values)
      expect(outcomeOf(() => read(value))).toEqual(outcomeOf(() => readTolerantly(schema, value)));
  });
});

function outcomeOf(work: () => unknown): unknown {
  try {
    return { value: work() };
  } catch (error) {
    if (error instanceof z.ZodError) return { issues: error.issues };
    throw error;
  }
}
