import { z } from 'zod';
import { readTolerantly } from './read-tolerantly.ts';
import { openEnum } from './scalars.ts';

const status = openEnum(['small', 'large']);
const answer = z.object({
  data: z.array(z.object({ name: z.string(), status, tags: z.array(status).default([]) })),
  why: status.nullable(),
  closed: z.enum(['yes', 'no']),
});
const known = {
  data: [{ name: 'a', status: 'small', tags: ['large'] }],
  why: null,
  closed: 'yes',
};

it('reads what it knows as it is', () => {
  expect(readTolerantly(answer, known)).toEqual(known);
});

it('drops fields that it does not know, however deep', () => {
  const grown = { ...known, page: {}, data: known.data.map((item) => ({ ...item, colour: 'red' })) };
  expect(readTolerantly(answer, grown)).toEqual(known);
});

it('reads enum values that it does not know as unknown: nested, in lists, and in place of null', () => {
  const grown = {
    ...known,
    data: [...known.data, { name: 'b', status: 'huge', tags: ['small', 'tiny', 'huge'] }],
    why: 'because',
  };
  expect(readTolerantly(answer, grown)).toEqual({
    ...known,
    data: [...known.data, { name: 'b', status: 'unknown', tags: ['small', 'unknown', 'unknown'] }],
    why: 'unknown',
  });
});

it('leaves the answer that it reads as it was', () => {
  const grown = { ...known, why: 'because' };
  readTolerantly(answer, grown);
  expect(grown.why).toBe('because');
});

it.each([
  ['an enum that cannot grow', { ...known, closed: 'maybe' }],
  ['null where a value is needed', { ...known, data: [{ name: 'a', status: null }] }],
  ['a number where a word is needed', { ...known, why: 1 }],
  ['a missing field', { data: known.data, why: null }],
  ['another type', { ...known, data: 'none' }],
  ['no object', 'unknown'],
])('does not tolerate a fault: %s', (_, faulty) => {
  expect(() => readTolerantly(answer, faulty)).toThrow(z.ZodError);
});

it('reports a fault also where an enum value is unknown besides', () => {
  expect(() => readTolerantly(answer, { ...known, why: 'because', closed: 1 })).toThrow(z.ZodError);
});
