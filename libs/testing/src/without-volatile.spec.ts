import { z } from 'zod';
import { withoutVolatile } from './without-volatile.ts';

const url = z.string().meta({ volatile: true });
const schema = z.object({
  rows: z.array(z.object({ id: z.string(), url }).nullable()).optional(),
  cursor: z.string().nullable().meta({ volatile: true }),
});

it('withoutVolatile replaces only volatile fields, at any depth', () => {
  const value = { rows: [{ id: 'a', url: 'https://x' }, null], cursor: 'b', more: 1 };
  expect(withoutVolatile(schema, value)).toEqual({
    rows: [{ id: 'a', url: '(volatile)' }, null],
    cursor: '(volatile)',
    more: 1,
  });
});

it('withoutVolatile shows whether a volatile field has a value', () => {
  expect(withoutVolatile(schema, { cursor: null })).toEqual({ cursor: null });
  expect(withoutVolatile(schema, {})).toEqual({});
});
