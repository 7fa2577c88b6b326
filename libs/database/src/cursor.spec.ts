import { z } from 'zod';
import { ProblemError } from '#libs/runtime';
import { cursorCodec } from './cursor.ts';

const codec = cursorCodec(
  z.object({ at: z.iso.datetime().transform((text) => new Date(text)), id: z.string().max(10) }),
);
const filters = { account_id: 'a', status: 'paid', text: undefined };
const position = { at: new Date('2026-06-15T12:00:00.123Z'), id: 'x-1' };

function faultOf(
  cursor: string,
  asked: Readonly<Record<string, string | undefined>> = filters,
): ProblemError {
  try {
    codec.decode(asked, cursor);
  } catch (error) {
    if (error instanceof ProblemError) return error;
    throw error;
  }
  throw new Error(`${cursor} was accepted`);
}

const encoded = (content: unknown) => Buffer.from(JSON.stringify(content)).toString('base64url');

it('a cursor decodes to the position where the page ended', () => {
  const cursor = codec.encode(filters, position);
  expect(cursor).toMatch(/^[\w-]+$/);
  expect(codec.decode(filters, cursor)).toEqual(position);
});

it('a cursor is optional for the first page', () => {
  expect(codec.decode(filters, undefined)).toBeUndefined();
});

it('a cursor is valid for the same filters in any order', () => {
  const cursor = codec.encode(filters, position);
  expect(codec.decode({ status: 'paid', account_id: 'a' }, cursor)).toEqual(position);
});

it.each([
  ['a different account', { account_id: 'b', status: 'paid' }],
  ['a different filter', { account_id: 'a', status: 'due' }],
  ['a missing filter', { account_id: 'a' }],
  ['an additional filter', { account_id: 'a', status: 'paid', text: 'x' }],
  ['the same value of a different filter', { account_id: 'a', text: 'paid' }],
])('a cursor is rejected for %s', (_, other) => {
  const error = faultOf(codec.encode(filters, position), other);
  expect(error.problem.code).toBe('INVALID_REQUEST');
  expect(error.errors).toEqual([
    { in: 'query', pointer: '/cursor', detail: 'belongs to another account or other filters' },
  ]);
});

it.each([
  ['nothing', ''],
  ['nonsense', 'nonsense'],
  ['invalid base64', '%%%'],
  ['text that is not UTF-8', Buffer.from([0xff, 0xfe, 0x00]).toString('base64url')],
  ['JSON that is not a list', encoded({ a: 1 })],
  ['a list that is too short', encoded(['x'])],
  ['a list that is too long', encoded(['x', position, 1])],
  ['null', encoded(null)],
])('a cursor is rejected if its content is %s', (_, cursor) => {
  expect(faultOf(cursor).errors?.[0]?.detail).toBe('does not come from this list');
});

it.each<[string, unknown]>([
  ['a value of the wrong type', { at: 5, id: 'x' }],
  ['a date that does not exist', { at: '2026-02-30T00:00:00Z', id: 'x' }],
  ['text that is too long', { ...position, id: 'x'.repeat(11) }],
  ['nothing', {}],
  ['null', null],
])('a cursor is rejected if its position is changed to %s', (_, changed) => {
  const [print] = JSON.parse(
    Buffer.from(codec.encode(filters, position), 'base64url').toString(),
  ) as unknown[];
  expect(faultOf(encoded([print, changed])).errors?.[0]?.detail).toBe('does not come from this list');
});
