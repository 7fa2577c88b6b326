import { z } from 'zod';
import { openEnum, timestamp } from '#contracts/vocabulary';
import { compareDocuments } from './compare-documents.ts';
import { requestWith, responseWith } from './testing/contract-documents.ts';
import { verdict } from './testing/documented.ts';

type Verdict = ReturnType<typeof verdict>;
type Row = readonly [name: string, before: z.ZodType, after: z.ZodType, request: Verdict, response: Verdict];

const text = z.string();
const letters = z.string().regex(/^[a-z]+$/);
const digits = z.string().regex(/^[0-9]+$/);
const cat = z.object({ kind: z.literal('cat'), meows: text });
const dog = z.object({ kind: z.literal('dog'), barks: text });
const pet = z.object({ kind: z.enum(['cat', 'dog']), name: text });
const namedCat = z.object({ kind: z.literal('cat'), name: text });
const namedDog = z.object({ kind: z.literal('dog'), name: text });
const namedCow = z.object({ kind: z.literal('cow'), name: text });
const fails = z.object({ ok: z.literal(false), name: text });
const succeeds = z.object({ ok: z.literal(true), name: text });

const rows: readonly Row[] = [
  // Unions and enums
  [
    'a union of literals becomes an enum',
    z.union([z.literal('a'), z.literal('b')]),
    z.enum(['a', 'b']),
    'same',
    'same',
  ],
  [
    'an enum becomes a union of enums',
    z.enum(['a', 'b', 'c']),
    z.union([z.enum(['c', 'a']), z.enum(['b', 'a'])]),
    'same',
    'same',
  ],
  [
    'a union of literals gains a value',
    z.union([z.literal('a'), z.literal('b')]),
    z.enum(['a', 'b', 'c']),
    'allowed',
    'breaking',
  ],
  [
    'a union of literals loses a value',
    z.enum(['a', 'b', 'c']),
    z.union([z.literal('a'), z.literal('b')]),
    'breaking',
    'allowed',
  ],
  [
    'an open enum as a union gains a value',
    z.union([z.literal('a'), z.literal('unknown')]),
    openEnum(['a', 'b']),
    'allowed',
    'allowed',
  ],
  ['a union repeats an alternative', text, z.union([text, text]), 'same', 'same'],
  ['a union repeats part of an alternative', text, z.union([text, z.literal('a')]), 'same', 'same'],
  [
    'a union repeats a narrower alternative',
    z.union([letters, text, z.null()]),
    z.union([text, z.null()]),
    'same',
    'same',
  ],
  [
    'an alternative that another one contains changes',
    z.union([text, letters]),
    z.union([text, digits]),
    'same',
    'same',
  ],
  ['a union of texts becomes any text', z.union([letters, digits]), text, 'allowed', 'breaking'],
  ['any text becomes a union of texts', text, z.union([letters, digits]), 'breaking', 'allowed'],
  [
    'alternatives of one type change their order',
    z.union([letters, digits]),
    z.union([digits, letters]),
    'same',
    'same',
  ],
  [
    'the second alternative of one type is widened',
    z.union([letters, digits.max(5)]),
    z.union([digits.max(9), letters]),
    'allowed',
    'breaking',
  ],
  ['a number also lists integers', z.number(), z.union([z.number(), z.int()]), 'same', 'same'],
  // Listed values and rules
  ['an enum becomes a pattern that its values match', z.enum(['a', 'b']), letters, 'allowed', 'breaking'],
  ['a pattern becomes an enum of matching texts', letters, z.enum(['a', 'b']), 'breaking', 'allowed'],
  ['a pattern becomes an enum with another text', letters, z.enum(['a', '1']), 'breaking', 'breaking'],
  ['an enum becomes a length that its values lack', z.enum(['a', 'b']), text.min(2), 'breaking', 'breaking'],
  [
    'an enum becomes a range with its values',
    z.literal([1, 2]),
    z.int().min(0).max(9),
    'allowed',
    'breaking',
  ],
  [
    'a range becomes an enum within the range',
    z.int().min(0).max(9),
    z.literal([1, 2]),
    'breaking',
    'allowed',
  ],
  ['a range becomes an enum of other numbers', z.int().min(2), z.literal([1, 2]), 'breaking', 'breaking'],
  // The same keyword applies several times
  ['a text gets a second pattern', letters, letters.regex(/b$/), 'breaking', 'allowed'],
  ['a text loses one of two patterns', letters.regex(/b$/), letters, 'allowed', 'breaking'],
  [
    'a text gets a third pattern',
    letters.regex(/b$/),
    letters.regex(/b$/).regex(/^a/),
    'breaking',
    'allowed',
  ],
  ['patterns change their order', text.regex(/^a/).regex(/b$/), text.regex(/b$/).regex(/^a/), 'same', 'same'],
  [
    'a number gets a second step',
    z.int().multipleOf(4),
    z.int().multipleOf(4).multipleOf(6),
    'breaking',
    'allowed',
  ],
  [
    'two steps become their common multiple',
    z.number().multipleOf(0.4).multipleOf(0.6),
    z.number().multipleOf(1.2),
    'same',
    'same',
  ],
  // Booleans
  ['a boolean becomes both literals', z.boolean(), z.literal([true, false]), 'same', 'same'],
  [
    'a union of true and false becomes a boolean',
    z.union([z.literal(true), z.literal(false)]),
    z.boolean(),
    'same',
    'same',
  ],
  ['a boolean becomes true', z.boolean(), z.literal(true), 'breaking', 'allowed'],
  ['true becomes a boolean', z.literal(true), z.boolean(), 'allowed', 'breaking'],
  // Discriminated objects
  ['a variant is split', pet, z.discriminatedUnion('kind', [namedCat, namedDog]), 'same', 'same'],
  [
    'a variant of several is split',
    z.discriminatedUnion('kind', [pet, namedCow]),
    z.discriminatedUnion('kind', [namedCow, namedDog, namedCat]),
    'same',
    'same',
  ],
  [
    'a variant whose discriminator can be null is split',
    z.object({ kind: z.enum(['cat', 'dog']).nullable(), name: text }),
    z.union([namedCat, namedDog, z.object({ kind: z.null(), name: text })]),
    'same',
    'same',
  ],
  ['variants are merged', z.discriminatedUnion('kind', [namedCat, namedDog]), pet, 'same', 'same'],
  [
    'variants with a boolean discriminator are merged',
    z.union([fails, succeeds]),
    z.object({ ok: z.boolean(), name: text }),
    'same',
    'same',
  ],
  [
    'a split variant loses a value',
    z.discriminatedUnion('kind', [pet, namedCow]),
    z.discriminatedUnion('kind', [namedCat, namedCow]),
    'breaking',
    'allowed',
  ],
  [
    'different variants are merged',
    z.discriminatedUnion('kind', [cat, dog]),
    z.object({ kind: z.enum(['cat', 'dog']), meows: text.optional(), barks: text.optional() }),
    'allowed',
    'breaking',
  ],
  [
    'a variant gains a field on the split',
    pet,
    z.discriminatedUnion('kind', [namedCat, namedDog.extend({ barks: text })]),
    'breaking',
    'allowed',
  ],
  // Formats
  ['a timestamp also has offsets', timestamp, z.iso.datetime({ offset: true }), 'allowed', 'breaking'],
  ['a timestamp no longer has offsets', z.iso.datetime({ offset: true }), timestamp, 'breaking', 'allowed'],
  ['a timestamp gets a precision', timestamp, z.iso.datetime({ precision: 3 }), 'breaking', 'allowed'],
  ['a timestamp loses its precision', z.iso.datetime({ precision: 3 }), timestamp, 'allowed', 'breaking'],
  [
    'a timestamp changes its precision',
    z.iso.datetime({ precision: 3 }),
    z.iso.datetime({ precision: 6 }),
    'breaking',
    'breaking',
  ],
  ['a date becomes any text', z.iso.date(), text, 'allowed', 'breaking'],
  // Decimals
  [
    'an amount has fewer decimals',
    z.number().multipleOf(0.01),
    z.number().multipleOf(0.1),
    'breaking',
    'allowed',
  ],
  [
    'an amount has more decimals',
    z.number().multipleOf(0.1),
    z.number().multipleOf(0.01),
    'allowed',
    'breaking',
  ],
  [
    'an amount has unrelated steps',
    z.number().multipleOf(0.02),
    z.number().multipleOf(0.03),
    'breaking',
    'breaking',
  ],
  ['a decimal becomes an integer', z.number().multipleOf(0.01), z.int(), 'breaking', 'allowed'],
  // Records
  [
    'a record of known keys becomes an object',
    z.record(z.enum(['a', 'b']), text),
    z.strictObject({ a: text, b: text }),
    'same',
    'same',
  ],
  [
    'a record gets a key',
    z.partialRecord(z.enum(['a']), text),
    z.partialRecord(z.enum(['a', 'b']), text),
    'allowed',
    'allowed',
  ],
  [
    'a record loses a key',
    z.partialRecord(z.enum(['a', 'b']), text),
    z.partialRecord(z.enum(['a']), text),
    'breaking',
    'breaking',
  ],
  [
    'the keys of a record get a pattern',
    z.record(text, text),
    z.record(letters, text),
    'breaking',
    'allowed',
  ],
  [
    'the keys of a record lose their pattern',
    z.record(letters, text),
    z.record(text, text),
    'allowed',
    'breaking',
  ],
  [
    'the values of a record change their type',
    z.record(text, text),
    z.record(text, z.int()),
    'breaking',
    'breaking',
  ],
  [
    'a field of a record is no longer listed',
    z.object({ a: text.optional() }).catchall(text),
    z.record(text, text),
    'same',
    'same',
  ],
  [
    'a field of a record is listed',
    z.record(text, text),
    z.object({ a: text.optional() }).catchall(text),
    'same',
    'same',
  ],
];

it.each(rows)(
  'compareDocuments classifies the change "%s" in requests and in responses',
  (_, before, after, request, response) => {
    expect(verdict(requestWith(before), requestWith(after))).toBe(request);
    expect(verdict(responseWith(before), responseWith(after))).toBe(response);
  },
);

it('compareDocuments gives each change of a variant a unique id', () => {
  const grown = z.discriminatedUnion('kind', [cat, dog]);
  const shrunk = z.discriminatedUnion('kind', [cat.omit({ meows: true }), dog.omit({ barks: true })]);
  const ids = compareDocuments(responseWith(grown), responseWith(shrunk)).map(({ id }) => id);
  expect(ids).toHaveLength(2);
  expect(new Set(ids).size).toBe(2);
});
