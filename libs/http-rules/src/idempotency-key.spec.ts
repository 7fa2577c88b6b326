import { readIdempotencyKey } from './idempotency-key.ts';

const keyOf = (...values: unknown[]) => readIdempotencyKey(values);

describe('readIdempotencyKey', () => {
  it.each<[string, unknown[], string | undefined]>([
    ['no header (undefined)', [], undefined],
    ['one character', ['a'], 'a'],
    ['255 characters', ['k'.repeat(255)], 'k'.repeat(255)],
    ['a UUID', ['8e03978e-40d5-43e8-bc93-6894a57f9324'], '8e03978e-40d5-43e8-bc93-6894a57f9324'],
    ['a quoted string', ['"8e03978e"'], '8e03978e'],
    ['a quoted string of 255 characters', [`"${'k'.repeat(255)}"`], 'k'.repeat(255)],
    ['a quoted string with escapes', [String.raw`"a\"b\\c"`], String.raw`a"b\c`],
    ['a quote in the middle', ['a"b'], 'a"b'],
    ['a comma', ['a,b'], 'a,b'],
  ])('reads a key from %s', (_, values, key) => {
    expect(keyOf(...values)).toEqual({ ok: true, key });
  });

  it.each<[string, unknown[]]>([
    ['an empty key', ['']],
    ['an empty quoted string', ['""']],
    ['256 characters', ['k'.repeat(256)]],
    ['a quoted string of 256 characters', [`"${'k'.repeat(256)}"`]],
    ['a space', ['a b']],
    ['a quoted string with a space', ['"a b"']],
    ['a tab', ['a\tb']],
    ['a control character', ['a\u0001']],
    ['another alphabet', ['nyckel-å']],
    ['an open quote', ['"a']],
    ['a single quote character', ['"']],
    ['text after the quoted string', ['"a"b']],
    ['an escape of an ordinary character', [String.raw`"a\b"`]],
    ['two headers', ['a', 'a']],
    ['two headers as one value', ['a, a']],
    ['a repeated form field', [['a', 'a']]],
    ['a number', [1]],
  ])('refuses an invalid key: %s', (_, values) => {
    expect(keyOf(...values)).toMatchObject({ ok: false });
  });
});
