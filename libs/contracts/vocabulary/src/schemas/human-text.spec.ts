import { cleanText, humanLines, humanText, searchText } from './human-text.ts';

const wording = { missing: 'missing', tooLong: 'too long', unreadable: 'unreadable' };
const line = humanText(20, wording);
const lines = humanLines(20, wording);

it.each([
  ['zero-width spaces', '\u200B'],
  ['bidirectional controls', '\u202E\u2066\u2069'],
  ['a byte order mark', '\uFEFF'],
  ['tags', '\u{E0041}\u{E007F}'],
  ['soft hyphens', '\u00AD'],
  ['Hangul fillers', '\u3164\u115F'],
  ['braille blanks', '\u2800'],
  ['variation selectors', '\uFE0F\u{E0100}'],
  ['a word joiner between spaces', ' \u2060\n'],
])('the schema removes %s from a text, and rejects a text that is empty after that', (_, invisible) => {
  expect(line.safeParse(invisible).error?.issues[0]?.message).toBe('missing');
  expect(lines.safeParse(invisible).error?.issues[0]?.message).toBe('missing');
  expect(cleanText(`${invisible}an${invisible.trim()}na${invisible}`)).toBe('anna');
});

it.each(['👨‍👩‍👧', '❤️', '1️⃣', '👍🏽', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '🇸🇪', '👩🏽‍💻'])(
  'the schema keeps all code points of the emoji %s',
  (emoji) => {
    expect(cleanText(`a ${emoji} b`)).toBe(`a ${emoji} b`);
  },
);

it('the schema removes joiners between letters', () => {
  expect(cleanText('a\u200Db\u200Cc')).toBe('abc');
});

it('the schema normalizes a text to NFC, even if a format character separates two letters', () => {
  expect(line.parse('A\u030Ahle\u0301ns')).toBe('Åhléns');
  expect(line.parse('A\u200B\u030A')).toBe('Å');
});

it('the schema replaces lone surrogates, because databases cannot store them', () => {
  expect(line.parse('a\uD800b')).toBe('a\uFFFDb');
});

it.each(['a\u0000b', 'a\u001Bb', 'a\u0085b', 'a\u009Fb', 'a\u007Fb'])(
  'the schema rejects a text with a control character: %j',
  (text) => {
    expect(line.safeParse(text).error?.issues[0]?.message).toBe('unreadable');
    expect(lines.safeParse(text).error?.issues[0]?.message).toBe('unreadable');
  },
);

it('the schema accepts line breaks and tabs only in a multi-line text', () => {
  expect(lines.parse('a\r\n\tb')).toBe('a\n\tb');
  expect(line.safeParse('a\nb').success).toBe(false);
  expect(line.safeParse('a\u2028b').success).toBe(false);
});

it('the schema masks card numbers, so that full numbers are never stored', () => {
  expect(line.parse('4111 1111\u200B 1111 1111')).toBe('•••• 1111');
});

it('the schema normalizes a search text in the same way as a stored text', () => {
  expect(searchText({ min: 2, max: 64 }).parse(' A\u030Ahle\u0301ns ')).toBe('Åhléns');
  expect(searchText({ min: 2, max: 64 }).safeParse('a\u200B').success).toBe(false);
});

it('a text has the default messages, unless the contract replaces them', () => {
  const messageOf = (text: string) =>
    humanText(3, { tooLong: 'At most 3 letters' }).safeParse(text).error?.issues[0]?.message;
  expect([messageOf('Travel'), messageOf('')]).toEqual(['At most 3 letters', 'must not be empty']);
});

it('a missing or empty text has the message in the contract, but a number has the default message', () => {
  const messageOf = (value: unknown) => line.safeParse(value).error?.issues[0]?.message;
  expect([messageOf(undefined), messageOf('')]).toEqual(['missing', 'missing']);
  expect(messageOf(5)).toBe('Invalid input: expected string, received number');
});
