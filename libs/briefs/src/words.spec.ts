import { camelCase, isPlural, kebabCase, pascalCase, plural, singular, snakeCase } from './words.ts';

it('the naming functions write a text in each style, without accents and punctuation', () => {
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
])('plural forms the plural of %s', (one, many) => {
  expect(plural(one)).toBe(many);
  expect(singular(one)).toBe(one);
});

it.each([
  ['fees', 'fee'],
  ['card limits', 'card limit'],
  ['addresses', 'address'],
])('isPlural recognizes %s as a plural', (many, one) => {
  expect([isPlural(many), plural(many), singular(many)]).toEqual([true, many, one]);
});

it.each(['quota', 'address', 'status', 'plus', 'previous'])(
  'isPlural does not recognize %s as a plural',
  (word) => {
    expect(isPlural(word)).toBe(false);
    expect(singular(word)).toBe(word);
  },
);

it.each(['card usage', 'progress', 'information', 'order history'])('"%s" has no plural', (text) => {
  expect([plural(text), singular(text), isPlural(text)]).toEqual([text, text, false]);
});
