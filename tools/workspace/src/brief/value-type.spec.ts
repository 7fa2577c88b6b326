import { valueType } from './value-type.ts';

it.each([
  ['5 400 kr', 'money', 'sek(540000)'],
  ['5\u00a0400,50 kr', 'money', 'sek(540050)'],
  ['-12,5 kr', 'money', 'sek(-1250)'],
  ['2026-06-25', 'calendarDate', "'2026-06-25'"],
  ['2026-06-25 12:00', 'timestamp', "'2026-06-25T12:00:00Z'"],
  ['2026-06-25T12:00:01Z', 'timestamp', "'2026-06-25T12:00:01Z'"],
  ['57', 'z.int()', '57'],
  ['0', 'z.int()', '0'],
  ['007', 'z.string()', "'007'"],
  ['text: 4242', 'z.string()', "'4242'"],
  ['yes', 'z.boolean()', 'true'],
  ['no', 'z.boolean()', 'false'],
  ['one of: on hold, active', "openEnum(['on_hold', 'active'])", "'on_hold'"],
  ["Company's card", 'z.string()', "'Company\\'s card'"],
])('infers from %j the type %s', (example, schema, value) => {
  expect(valueType('what', example)).toMatchObject({ schema, value });
});

it('makes a value an identifier if its name ends with id', () => {
  expect(valueType('card id', 'card-1')).toMatchObject({
    schema: 'identifier',
    schemaImports: ['identifier'],
  });
  expect(valueType('valid', 'card-1').schema).toBe('z.string()');
});

it('bounds the text and closes the enum of a value that is sent', () => {
  expect(valueType('reason', 'lost', true).schema).toBe('z.string().trim().min(1).max(200)');
  expect(valueType('reason', 'one of: lost, stolen', true).schema).toBe("z.enum(['lost', 'stolen'])");
});
