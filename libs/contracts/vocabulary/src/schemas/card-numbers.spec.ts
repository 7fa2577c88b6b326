import { maskCardNumbers, replaceCardNumbers } from './card-numbers.ts';

const inScript = (zero: number, digits: string): string =>
  digits.replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));

it.each([
  ['digits', '4111111111111111'],
  ['spaces', '4111 1111 1111 1111'],
  ['hyphens', '4111-1111-1111-1111'],
  ['no-break spaces', '4111\u00A01111\u00A01111\u00A01111'],
  ['narrow no-break spaces', '4111\u202F1111\u202F1111\u202F1111'],
  ['en dashes with spaces', '4111 – 1111 – 1111 – 1111'],
  ['non-breaking hyphens', '4111\u20111111\u20111111\u20111111'],
  ['zero-width spaces', '4111\u200B1111\u200B1111\u200B1111'],
  ['line breaks', '4111\n1111\n1111\n1111'],
  ['dots', '4111.1111.1111.1111'],
  ['underscores', '4111_1111_1111_1111'],
  ['minus signs', '4111\u22121111\u22121111\u22121111'],
  ['bars', '4111 | 1111 | 1111 | 1111'],
  ['asterisks', '4111*1111*1111*1111'],
  ['commas', '4111,1111,1111,1111'],
  ['colons', '4111:1111:1111:1111'],
  ['semicolons', '4111;1111;1111;1111'],
  ['plus signs', '4111+1111+1111+1111'],
  ['backslashes', '4111\\1111\\1111\\1111'],
  ['bullets', '4111•1111•1111•1111'],
  ['brackets', '4111)(1111)(1111)(1111'],
  ['four spaces', '4111    1111    1111    1111'],
  ['a space after each digit', '4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1'],
  ['full-width digits', inScript(0xff10, '4111 1111 1111 1111')],
  ['Arabic digits', inScript(0x0660, '4111111111111111')],
  ['Persian digits', inScript(0x06f0, '4111-1111-1111-1111')],
  ['Devanagari digits', inScript(0x0966, '4111111111111111')],
  ['mathematical digits', inScript(0x1d7f6, '4111111111111111')],
])('the mask hides all but the last four digits of a card number with %s', (_, number) => {
  expect(maskCardNumbers(`My card is ${number}, thanks`)).toBe('My card is •••• 1111, thanks');
});

it.each([
  ['the format of American Express', '3782 822463 10005', '•••• 0005'],
  ['commas in the format of American Express', '3782,822463,10005', '•••• 0005'],
  [
    'digits on keys',
    Array.from('4111111111111111', (digit) => `${digit}\uFE0F\u20E3`).join(''),
    '•••• 1111\uFE0F\u20E3',
  ],
  ['13 digits', '4222222222222', '•••• 2222'],
  ['19 digits', '6304 0000 0000 0000 000', '•••• 0000'],
  ['an expiry after it', '4111 1111 1111 1111 12/28', '•••• 1111 12/28'],
  ['a different number before it', '12 4111 1111 1111 1111', '12 •••• 1111'],
  ['a word before it', 'kort4111111111111111', 'kort•••• 1111'],
  ['another card after it', '4111111111111111 5555555555554444', '•••• 1111 •••• 4444'],
])('the mask hides a card number that contains %s', (_, text, masked) => {
  expect(maskCardNumbers(text)).toBe(masked);
});

it.each([
  ['telephone numbers', '070-123 45 67 or 070-765 43 21, +46 8 123 456 78'],
  ['a personal number', '19800101-1234'],
  ['a number with a wrong check digit', '4111 1111 1111 1112'],
  ['a number of 12 digits', '411111111111'],
  ['a number of 20 digits', '41111111111111111111'],
  ['an IBAN', 'SE45 5000 0000 0583 9825 7466'],
  ['a masked card', '•••• 1111'],
  ['a measure', '0.4111111111111111'],
  ['references in a list', '41111111, 11111111'],
  ['references in a list without spaces', '41111111,11111111'],
  ['amounts in a list', '4111, 1111, 1111, 1111'],
  ['a time before a number', '41:11 111111111111'],
])('the mask leaves %s unchanged', (_, text) => {
  expect(maskCardNumbers(text)).toBe(text);
});

it('the mask leaves digits within words unchanged, so that ids keep their meaning', () => {
  expect(replaceCardNumbers('id a4111111111111111 or 4111111111111111', () => 'x')).toBe(
    'id a4111111111111111 or x',
  );
});
