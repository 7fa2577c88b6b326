import { parse } from 'yaml';
import { readAnswers } from './draft.ts';
import { readBrief } from '../read-brief.ts';

const read = (yaml: string): Record<string, unknown> => ({ ...readAnswers(yaml) });

const BLOCKED = { when: 'the card is blocked', told: 'Your card is blocked' };

it.each([
  '  - when: the card is blocked\n    told: Your card is blocked',
  '  - if: the card is blocked\n    message: Your card is blocked',
  '  - the card is blocked: Your card is blocked',
  '  - "when the card is blocked: Your card is blocked"',
  '  - the card is blocked — Your card is blocked',
  '  - the card is blocked -> Your card is blocked',
  '  the card is blocked: Your card is blocked',
  '  when: the card is blocked\n  told: Your card is blocked',
  '  the card is blocked - Your card is blocked',
])('readAnswers reads a case under goes_wrong from %j', (lines) => {
  expect(read(`goes_wrong:\n${lines}`)).toEqual({ goes_wrong: [BLOCKED] });
});

it('readAnswers reads a value that contains a colon but has no quotation marks', () => {
  const yaml = 'does: Shows: much\nvalues:\n  - status: one of: sent, paid\n  - { name: a, example: b }';
  expect(read(yaml)).toEqual({
    does: 'Shows: much',
    values: [
      { name: 'status', example: 'one of: sent, paid' },
      { name: 'a', example: 'b' },
    ],
  });
});

it('readAnswers reads a value even if its name is also a key of a brief, such as "from"', () => {
  expect(read('send:\n  - from: 08:00\n  - optional: yes')).toEqual({
    send: [
      { name: 'from', example: '08:00' },
      { name: 'optional', example: 'yes' },
    ],
  });
});

it('readAnswers uses the text of a case as its message if the case has no message', () => {
  expect(read('goes_wrong:\n  - the card is blocked')).toEqual({
    goes_wrong: [{ when: 'the card is blocked', told: 'The card is blocked' }],
  });
});

it.each(['nothing', 'none', 'No', '[]', 'Nothing can.', '\n  - none'])(
  'readAnswers reads "%s" as an empty list',
  (text) => {
    expect(read(`goes_wrong: ${text}`)).toEqual({ goes_wrong: [] });
  },
);

it.each([
  '- { name: limit, example: 100 kr, from: the agreement }',
  '- limit: 100 kr\n    from: the agreement',
  '- "limit: 100 kr, from the agreement"',
  '- limit = 100 kr, from the agreement',
  'limit: { example: 100 kr, from: the agreement }',
  'limit: 100 kr, from the agreement',
])('readAnswers reads the value in %j', (lines) => {
  expect(read(`values:\n  ${lines}`)).toEqual({
    values: [{ name: 'limit', example: '100 kr', from: 'the agreement' }],
  });
});

it.each([
  ['month', 'June 2026'],
  ['shop (Telia)', 'Telia'],
  ['shop, for example Telia', 'Telia'],
  ['shop', 'SJ'],
])('readAnswers reads the filter "%s" with the example "%s"', (filter, example) => {
  expect(read(`values: [{ name: shop, example: SJ }]\nfind_by:\n  - "${filter}"`)).toMatchObject({
    find_by: [{ name: /^\w+/.exec(filter)?.[0], example }],
  });
});

it('readAnswers accepts other spellings, such as "true" for "yes" and "find by" for "find_by"', () => {
  expect(
    read(
      'find by:\n  - name: month\n    always: true\nsend:\n  - reason: lost\n    optional: Yes\ninside: none',
    ),
  ).toEqual({
    find_by: [{ name: 'month', example: 'June 2026', always: 'yes' }],
    send: [{ name: 'reason', example: 'lost', optional: 'yes' }],
  });
});

it('readAnswers copies a missing example from the shown value with the same name', () => {
  expect(read('values:\n  - reason: lost\nsend:\n  - reason')).toEqual({
    values: [{ name: 'reason', example: 'lost', from: 'the user' }],
    send: [{ name: 'reason', example: 'lost' }],
  });
});

it('readBrief shows example lines for an unreadable list, and readAnswers can read them', () => {
  for (const key of ['values', 'send', 'find_by', 'goes_wrong']) {
    let message = '';
    try {
      readBrief(`service: card\n${key}:\n  - [a, b]`, [{ name: 'card', purpose: 'Cards.', calls: [] }]);
    } catch (error) {
      message = error instanceof Error ? error.message : '';
    }
    const [, lines = ''] =
      new RegExp(String.raw`under ${key}\. Write it like this:\n((?: {2}.*\n?)+)`).exec(message) ?? [];
    const examples: unknown = parse(lines);
    expect(examples).toMatchObject({ [key]: expect.any(Array) as unknown });
    expect(read(lines)[key]).not.toEqual([]);
    expect(JSON.stringify(read(lines)[key])).toMatch(/"(name|when)".*"(example|told)"/);
  }
});
