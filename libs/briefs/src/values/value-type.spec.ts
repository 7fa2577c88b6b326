import type { Use, ValueType } from './value-kind.ts';
import { fieldName, valueType, withEmptyList } from './value-type.ts';

function typeOf(name: string, example: string, use: Use = 'shown'): ValueType {
  const type = valueType({ name, example }, use);
  if ('question' in type) throw new Error(type.question);
  return type;
}

it.each([
  ['5 400 kr', 'money', 'sek(540000)'],
  ['5\u00a0400,50 kr', 'money', 'sek(540050)'],
  ['5\u2009400 kr', 'money', 'sek(540000)'],
  ['-12,5 kr', 'money', 'sek(-1250)'],
  ['−100 kr', 'money', 'sek(-10000)'],
  ['590:-', 'money', 'sek(59000)'],
  ['SEK 1,234.50', 'money', 'sek(123450)'],
  ['1.234,50 kr', 'money', 'sek(123450)'],
  ['kr 20', 'money', 'sek(2000)'],
  ['27 %', 'z.int()', '2700'],
  ['4,5%', 'z.int()', '450'],
  ['2026-06-25', 'calendarDate', "'2026-06-25'"],
  ['25 juni 2026', 'calendarDate', "'2026-06-25'"],
  ['June 25, 2026', 'calendarDate', "'2026-06-25'"],
  ['2026-06-25 12:00', 'timestamp', "'2026-06-25T10:00:00Z'"],
  ['2026-12-25 12:00', 'timestamp', "'2026-12-25T11:00:00Z'"],
  ['2026-10-25 02:30', 'timestamp', "'2026-10-25T00:30:00Z'"],
  ['2026-06-25T12:00:01Z', 'timestamp', "'2026-06-25T12:00:01Z'"],
  ['57', 'z.int()', '57'],
  ['3 days', 'z.int()', '3'],
  ['3 Rivers', 'z.string()', "'3 Rivers'"],
  ['12 345', 'z.int()', '12345'],
  ['12\u202f345', 'z.int()', '12345'],
  ['0', 'z.int()', '0'],
  ['007', 'z.string()', "'007'"],
  ['text: 4242', 'z.string()', "'4242'"],
  ['yes', 'z.boolean()', 'true'],
  ['true', 'z.boolean()', 'true'],
  ['no', 'z.boolean()', 'false'],
  ['on/off', 'z.boolean()', 'true'],
  ['sv/en', "openEnum(['sv', 'en'])", "'sv'"],
  ['+12 %', 'z.int()', '1200'],
  ['one of: on hold, active', "openEnum(['on_hold', 'active'])", "'on_hold'"],
  ["Company's card", 'z.string()', "'Company\\'s card'"],
  ['Shop 24:-)', 'z.string()', "'Shop 24:-)'"],
])('valueType infers the type of %j: %s', (example, schema, value) => {
  expect(typeOf('what', example)).toMatchObject({ schema, value });
});

it.each([
  ['070-123 45 67', '+46701234567'],
  ['+46 70 123 45 67', '+46701234567'],
])('valueType writes the telephone number %s with its country code', (example, number) => {
  expect(typeOf('contact', example, 'sent')).toMatchObject({ value: `'${number}'`, invalid: "'070'" });
});

it.each<[Use, string, string]>([
  ['shown', 'z.array(z.string())', "['SJ', 'Telia']"],
  ['sent', 'z.array(humanText(200)).min(1).max(20)', "['SJ', 'Telia']"],
])('valueType infers the type of a %s list of texts', (use, schema, value) => {
  expect(typeOf('shops', 'list of: SJ, Telia', use)).toMatchObject({ schema, value });
});

it('valueType infers the type of a list from its entries', () => {
  const expected = { schema: 'z.array(money)', value: '[sek(10000), sek(2000)]', valueImports: ['sek'] };
  expect(typeOf('amounts', 'list of: 100 kr, 20 kr')).toMatchObject(expected);
});

it.each<[Use, string]>([
  ['shown', 'z.array(z.object({ shop: z.string(), amount: money }))'],
  ['sent', 'z.array(z.strictObject({ shop: humanText(200), amount: positiveSek })).min(1).max(20)'],
])('valueType infers the type of a %s list if each entry has several named values', (use, schema) => {
  const value = "[{ shop: 'SJ', amount: sek(84550) }]";
  expect(typeOf('purchases', 'list of: shop = SJ, amount = 845,50 kr', use)).toMatchObject({
    schema,
    value,
  });
});

it.each([
  'list of 2: cost centre = Sales and share = 60 %; cost centre = R and D, share = 40 %',
  'list of two: cost centre = Sales, share = 60 %; cost centre = R and D and share = 40 %',
])('valueType reads each entry of "%s"', (example) => {
  expect(typeOf('parts', example, 'sent')).toMatchObject({
    value: "[{ cost_centre: 'Sales', share: 6000 }, { cost_centre: 'R and D', share: 4000 }]",
    kind: 'list of 2: cost_centre (text, at most 200 characters) and share (percentage, 0 to 100 %)',
  });
});

it('valueType describes the unit of a percentage in a list', () => {
  expect(typeOf('parts', 'list of: share = 60 %', 'sent').schema).toContain(
    "share: z.int().min(0).max(10_000).describe('In hundredths of a per cent: 6000 is 60 %')",
  );
});

it.each([
  ['amount', '5 kr', 'amounts in öre'],
  ['share', '60 %', 'percentages in hundredths of a per cent: 6000 is 60 %'],
  ['call time', '2026-06-16 14:30', 'times in UTC: 2026-06-16 14:30 in Sweden is 2026-06-16T12:30:00Z'],
  ['call time', '2026-06-16 14:30Z', 'times in UTC'],
  ['parts', 'list of: amount = 5 kr', 'amounts in öre'],
])('valueType describes the unit of the value "%s" with the example "%s": %s', (name, example, note) => {
  expect(typeOf(name, example, 'sent').exampleNotes).toEqual([note]);
});

it.each([
  ['3 (1 to 14)', "z.int().min(1, 'No').max(14, 'No')"],
  ['list of up to 5: a, b', "z.array(humanText(200)).min(1, 'No').max(5, 'No')"],
  ['Travel (at most 30 letters)', "humanText(30, { tooLong: 'No' })"],
  ['Travel (3 to 30 letters)', "humanText(30, { tooLong: 'No' }).min(3, 'No')"],
])("valueType uses the author's message for the limits in %j", (example, schema) => {
  expect(valueType({ name: 'what', example, told: 'No' }, 'sent')).toMatchObject({ schema });
});

it.each([
  ['list of: one of: push message, email', '.min(1).max(2)', "['push_message']"],
  ['list of up to 1: one of: push message, email', '.min(1).max(1)', "['push_message']"],
  ['list of 2 to 3: one of: push, email, post', '.min(2).max(3)', "['push', 'email']"],
])('valueType reads a list of choices: %s', (example, bounds, value) => {
  const type = typeOf('tell by', example, 'sent');
  expect(type).toMatchObject({ value, invalid: "['none_of_these']" });
  expect(type.schema).toMatch(/^z\.array\(z\.enum\(\['push/);
  expect(type.schema.endsWith(bounds)).toBe(true);
});

it.each<[Use, string]>([
  ['shown', 'z.string()'],
  ['sent', 'humanText(30)'],
  ['filter', 'searchText({ min: 1, max: 30 })'],
])('valueType removes the length limit from the example of a text: %s', (use, schema) => {
  expect(typeOf('tag', 'Travel (at most 30 characters)', use)).toMatchObject({ schema, value: "'Travel'" });
});

it.each([
  ['Travel (at most 3 characters)', 'can have at most 3 characters, but its example has 6.'],
  ['Travel (8 to 30 characters)', 'can have 8 to 30 characters, but its example has 6.'],
])('valueType asks for another example if the text %j is outside its length limits', (example, question) => {
  expect(() => typeOf('tag', example, 'sent')).toThrow(question);
});

it('valueType describes the exact length of a list if the length never changes', () => {
  expect(typeOf('payments', 'list of exactly 2: 5 kr, 6 kr').kind).toBe('list of 2: amount');
  expect(typeOf('payments', 'list of up to 5: 5 kr, 6 kr').kind).toBe('list of up to 5: amount');
  expect(() => typeOf('payments', 'list of exactly 3: 5 kr, 6 kr')).toThrow('has 3 entries');
});

it('valueType asks for country codes if a user would send the names of countries', () => {
  expect(() => typeOf('countries', 'list of: Sweden, Norway', 'sent')).toThrow(
    'Write "countries" with codes of two letters',
  );
  expect(typeOf('countries', 'list of: SE, NO', 'sent').kind).toBe('list of 1 to 20: country code');
  expect(typeOf('country', 'Sweden').kind).toBe('text');
});

it.each(['last four digits', 'postal code', 'organisation number'])(
  'valueType reads the digits of "%s" as text',
  (name) => {
    expect(typeOf(name, '4242')).toMatchObject({ kind: 'text', value: "'4242'" });
  },
);

it('valueType accepts an empty list if the minimum is 0, but rejects a text instead of a list', () => {
  expect(typeOf('tags', 'list of 0 to 5: a, b', 'sent')).toMatchObject({
    schema: 'z.array(humanText(200)).max(5)',
    invalid: "'no list'",
  });
});

it.each([
  ['opened by me', 'no', "z.enum(['true', 'false'])", 'false'],
  ['year', '2025', String.raw`z.string().regex(/^(19|20)\d{2}$/, 'must be a year, YYYY')`, '2025'],
  ['rating', '4 (1 to 5)', 'wholeNumber({ min: 1, max: 5 })', '4'],
  ['kind', 'one of: reminder, notice', "z.enum(['reminder', 'notice'])", 'reminder'],
])(
  'the schema of the filter "%s" with the example "%s" accepts text from a query',
  (name, example, schema, text) => {
    expect(typeOf(name, example, 'filter')).toMatchObject({ schema, text });
  },
);

it('valueType gives a year the same type in requests and responses', () => {
  expect(typeOf('financial year', '2025', 'sent')).toMatchObject({ kind: 'year', value: '2025' });
  expect(typeOf('financial year', '2025', 'shown')).toMatchObject({ kind: 'year', value: '2025' });
});

it('valueType reads e-mail as one word', () => {
  expect(typeOf('sent by', 'one of: letter, e-mail', 'shown').kind).toBe('one of: letter, email');
});

it('valueType gives each entry of a list of ids the type of an id', () => {
  expect(typeOf('card ids', 'list of: card-1, card-2', 'sent').schema).toContain('z.array(identifier)');
});

it.each<[string, Use]>([
  ['list of: 100 kr, SJ', 'shown'],
  ['list of: ,', 'sent'],
  ['list of: SJ, Telia', 'filter'],
])('valueType asks about the list "%s" (use: %s)', (example, use) => {
  expect(valueType({ name: 'shops', example }, use)).toHaveProperty('question');
});

it('valueType reads a month', () => {
  expect(typeOf('month', 'juni 2026').value).toBe("'2026-06'");
});

it('valueType makes a value an identifier if its name ends with "id"', () => {
  expect(typeOf('card id', 'card-1')).toMatchObject({ schema: 'identifier', schemaImports: ['identifier'] });
  expect(typeOf('valid', 'card-1').schema).toBe('z.string()');
});

it.each([
  ['reason', 'lost', 'humanText(200)', "''"],
  ['comment', 'Thank you', 'humanLines(1000)', "''"],
  ['reason', 'one of: lost, stolen', "z.enum(['lost', 'stolen'])", "'none_of_these'"],
  ['amount', '500 kr', 'positiveSek', 'sek(-500)'],
  ['vat', '62 kr (at least 0 kr)', 'sekBetween(0, 10000000000)', 'sek(-1)'],
  ['amount', '1 500 kr (at least 500 kr)', 'sekBetween(50000, 10000000000)', 'sek(49999)'],
  ['amount', '1 500 kr (500 kr or more)', 'sekBetween(50000, 10000000000)', 'sek(49999)'],
  ['amount', '8 000 kr (at most 10 000 kr)', 'sekBetween(1, 1000000)', 'sek(1000001)'],
  ['amount', '8 000 kr (500 to 10 000 kr)', 'sekBetween(50000, 1000000)', 'sek(1000001)'],
  ['rating', '4 (1 to 5)', 'z.int().min(1).max(5)', '6'],
  ['number of cards', '3', 'z.int().min(1).max(100)', '101'],
  ['mileage', '3 400', 'z.int().min(0).max(100000)', '100001'],
  [
    'opens at',
    '8:30',
    String.raw`z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day, HH:MM')`,
    "'24:00'",
  ],
  ['labels', 'list of up to 5: a, b', 'z.array(humanText(200)).min(1).max(5)', '[]'],
  ['share', '27 %', 'z.int().min(0).max(10_000)', '10001'],
  ['days before', '3 days (1 to 14)', 'z.int().min(1).max(14)', '15'],
  ['days before', '3 (between 1 and 14 days)', 'z.int().min(1).max(14)', '15'],
  ['labels', 'list of exactly 2: a, b', 'z.array(humanText(200)).min(2).max(2)', '[]'],
  ['labels', 'list of two: a; b', 'z.array(humanText(200)).min(2).max(2)', '[]'],
  ['labels', 'list of 1 to 3: a, b', 'z.array(humanText(200)).min(1).max(3)', '[]'],
])('valueType limits the sent value "%s" with the example "%s"', (name, example, schema, invalid) => {
  expect(typeOf(name, example, 'sent')).toMatchObject({ schema, invalid });
});

it('withEmptyList allows an empty list and a list with every choice', () => {
  expect(typeOf('channels', withEmptyList('list of: one of: email, letter'), 'sent').kind).toBe(
    'list of 0 to 2: one of: email, letter',
  );
});

it.each([
  ['fee', '1,75 %', 'fee_basis_points'],
  ['interest', '4 %', 'interest_basis_points'],
  ['share', '4 %', 'share'],
  ['fee', '5 kr', 'fee'],
  ['on', 'yes', 'switched_on'],
  ['sent', '2026-06-15 12:00', 'sent_at'],
  ['last paid', '2026-06-15', 'last_paid_on'],
  ['arrives', '2026-06-15', 'arrives_on'],
  ['day ordered', '2026-06-15', 'day_ordered'],
  ['time sent', '2026-06-15 12:00', 'time_sent'],
  ['due date', '2026-06-15', 'due_date'],
  ['frozen until', '2026-06-15 12:00', 'frozen_until'],
  ['used', '500 kr', 'used'],
  ['difference in per cent', '5 %', 'difference_basis_points'],
])('fieldName names the field of the value "%s" with the example %j: %s', (name, example, field) => {
  expect(fieldName(name, typeOf(name, example, 'shown'))).toBe(field);
});

it.each([
  ['day', 'Monday', 'weekday'],
  ['days', 'list of: monday, friday', 'list of 1 to 7: weekday'],
  ['currency', 'EUR', 'currency code'],
  ['home country', 'SE', 'country code'],
  ['opens at', '08:30', 'time of day'],
])('valueType recognizes "%s" with the example %j as a %s', (name, example, kind) => {
  expect(typeOf(name, example, 'sent').kind).toBe(kind);
});

it.each<[string, Use, string]>([
  ['20 €', 'shown', 'Write it like 20 kr.'],
  ['EUR 20', 'sent', 'in Swedish kronor?'],
  ['1,234 kr', 'shown', 'Write it like 1 234 kr'],
  ['1.234 kr', 'shown', 'Write it like 1 234 kr'],
  ['−100 kr', 'sent', 'above zero'],
  ['0 kr', 'sent', 'above zero'],
  ['4,5', 'shown', 'Write 4,5 kr, 4,5 %, or a whole number.'],
  ['06/25/2026', 'shown', 'Write it like 2026-06-25.'],
  ['31/7', 'shown', 'Write it like 2026-06-25.'],
  ['2026-02-30', 'shown', 'is not a day in the calendar'],
  ['2026-13', 'shown', 'is not a month in the calendar'],
  ['one of: lost', 'sent', 'What are the choices for "what"?'],
  ['one of: 6, 12, 24', 'sent', 'The choices for "what" are numbers, but a choice is a word.'],
  ['one of: lost, Lost', 'sent', 'What are the choices for "what"?'],
  ['7 (1 to 5)', 'sent', 'must be from 1 to 5'],
  ['200 000 000 kr', 'sent', 'at most 100 000 000 kr'],
  ['120 %', 'sent', 'must be from 0 % to 100 %'],
  ['27 %', 'filter', 'over 27 %, under 27 %, or between two values?'],
  ['27 kr', 'filter', 'Write for example "what: over 27 kr"'],
  ['-1 kr', 'bound', 'too small or too large for a filter'],
  ['200 000 000 kr', 'bound', 'too small or too large for a filter'],
  ['list of: shop = SJ, = 845 kr', 'shown', 'What is each value of "what" called?'],
  ['list of: shop = SJ, price = 20 €', 'shown', 'Write it like 20 kr.'],
  ['2026-02-30 10:00', 'shown', 'Write it like 2026-06-25 12:00.'],
  ['2026-03-29 02:30', 'sent', 'Write it like 2026-06-25 12:00.'],
  ['list of exactly 2: shop = SJ', 'sent', 'has 2 entries, but its example has 1.'],
  ['list of up to 1: SJ, Telia', 'sent', 'has 1 entries, but its example has 2.'],
  ['list of 3 cost centres with shares', 'sent', 'Write "list of:" and two entries'],
  ['list of some: SJ, Telia', 'sent', 'Write "list of:" and two entries'],
  ['list of: shop = SJ; Telia', 'shown', 'Write some values of one kind'],
  ['Travel (at most two lines)', 'sent', 'Only numbers, amounts and the length of a text have a range'],
  ['three days (1 to 14)', 'sent', 'Only numbers, amounts and the length of a text have a range'],
  ['500 kr (100 to 1000)', 'sent', 'Only numbers, amounts and the length of a text have a range'],
  ['2026-06-25 25:00', 'sent', 'Write it like 2026-06-25 12:00.'],
  ['2026-06-25 12:00:61', 'shown', 'Write it like 2026-06-25 12:00.'],
  ['anna@å.se', 'sent', 'Write it like anna@example.com.'],
  ['x'.repeat(201), 'sent', 'at most 200 characters'],
  ['x'.repeat(65), 'filter', 'at most 64 characters'],
])('valueType asks about the example "%s" (use: %s)', (example, use, question) => {
  expect(() => typeOf('what', example, use)).toThrow(question);
});

it.each(['card 1', 'kort-å', 'x'.repeat(65)])('valueType asks about the invalid id %j', (example) => {
  expect(() => typeOf('card id', example)).toThrow('Write for example card-1.');
});

it.each([
  ['300 kr (at least 500 kr)', 'at least 500 kr'],
  ['20 000 kr (500 to 10 000 kr)', '500 kr to 10 000 kr'],
])('valueType asks about an amount that is outside its bounds: %s', (example, bounds) => {
  expect(() => typeOf('amount', example, 'sent')).toThrow(`but must be ${bounds}.`);
});

it('valueType describes the bounds of a sent amount, and ignores bounds in a response', () => {
  const example = '1 500,50 kr (99,50 to 10 000 kr)';
  expect(typeOf('amount', example, 'sent').kind).toBe('amount, 99,50 kr to 10 000 kr');
  expect(typeOf('amount', example, 'shown')).toMatchObject({ schema: 'money', value: 'sek(150050)' });
});

it.each<[string, string, Use, string, readonly string[]]>([
  ['frozen for', '3 days', 'shown', 'whole number in days', ['"frozen for" in days']],
  ['frozen for', '3 hours', 'sent', 'whole number in hours, 0 to 100', ['"frozen for" in hours']],
  ['days frozen', '3 days', 'shown', 'whole number in days', []],
  ['month', '1 month', 'shown', 'whole number in months', []],
])(
  'valueType describes "%s" with the example "%s" (use: %s) as "%s", and notes its unit: %j',
  (name, example, use, kind, exampleNotes) => {
    expect(typeOf(name, example, use)).toMatchObject({ kind, exampleNotes });
  },
);
