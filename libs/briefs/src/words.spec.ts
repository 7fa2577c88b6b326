import { camelCase, isPlural, kebabCase, pascalCase, plural, singular, snakeCase } from './words.ts';

it('the naming functions return snake, kebab, camel or Pascal case without accents or punctuation', () => {
  const text = "The holder's Låst-kort 2";
  expect([snakeCase, kebabCase, camelCase, pascalCase].map((write) => write(text))).toEqual([
    'the_holders_last_kort_2',
    'the-holders-last-kort-2',
    'theHoldersLastKort2',
    'TheHoldersLastKort2',
  ]);
});

it.each([
  ['card', 'cards'],
  ['company', 'companies'],
  ['day', 'days'],
  ['address', 'addresses'],
  ['analysis', 'analyses'],
  ['contact person', 'contact people'],
  ['support-request', 'support-requests'],
])('plural returns the plural of "%s"', (one, many) => {
  expect(plural(one)).toBe(many);
  expect(singular(one)).toBe(one);
});

it.each([
  ['fees', 'fee'],
  ['card limits', 'card limit'],
  ['addresses', 'address'],
])('isPlural returns true for "%s"', (many, one) => {
  expect([isPlural(many), plural(many), singular(many)]).toEqual([true, many, one]);
});

it.each(['quota', 'address', 'status', 'plus', 'previous'])('isPlural returns false for "%s"', (word) => {
  expect(isPlural(word)).toBe(false);
  expect(singular(word)).toBe(word);
});

it.each(['card usage', 'progress', 'information', 'order history'])(
  'plural, singular and isPlural treat "%s" as a word without a plural',
  (text) => {
    expect([plural(text), singular(text), isPlural(text)]).toEqual([text, text, false]);
  },
);
