import { z } from 'zod';
import { parseStoredResult } from './parse-stored-result.ts';

const card = z.object({
  card_id: z.string(),
  limit: z.int().nullable(),
  colour: z.string().default('black'),
  holders: z.array(z.object({ name: z.string(), role: z.string().nullable() })),
});
const complete = { card_id: 'a', limit: 5, colour: 'red', holders: [{ name: 'Anna', role: 'owner' }] };

it('parseStoredResult returns a complete result unchanged', () => {
  expect(parseStoredResult(card, complete)).toEqual(complete);
});

it('parseStoredResult sets a nullable field to null if the stored result lacks it, at every depth', () => {
  const stored = { card_id: 'a', colour: 'red', holders: [{ name: 'Anna' }] };
  const holders = [{ name: 'Anna', role: null }];
  expect(parseStoredResult(card, stored)).toEqual({ ...stored, limit: null, holders });
});

it('parseStoredResult sets a field to its default if the stored result lacks it', () => {
  const stored = { card_id: 'a', limit: 5, holders: [] };
  expect(parseStoredResult(card, stored)).toEqual({ ...stored, colour: 'black' });
});

it.each([
  ['lacks a field that is never null', { limit: 5, holders: [] }],
  ['has a value of another type', { ...complete, limit: 'five' }],
])('parseStoredResult throws a ZodError for a stored result that %s', (_, stored) => {
  expect(() => parseStoredResult(card, stored)).toThrow(z.ZodError);
});
