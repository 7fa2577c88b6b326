import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { contract, data, identifier, json, operation, problemType } from '#contracts/vocabulary';
import { type Sources, checkScreen } from './check-screen.ts';
import { readScreen } from './read-screens.ts';

const tornPage = problemType({ code: 'TORN_PAGE', status: 409, title: 'A page is torn' });
const reads = {
  method: 'GET',
  path: '/v1/books/{account_id}',
  summary: 'Shows a book.',
  access: 'member',
  exposure: 'edge',
  params: { account_id: identifier },
  responses: {
    200: json(
      'A book',
      data(z.object({ title: z.string(), pages: z.int(), read: z.array(z.int()), shelf_id: z.string() })),
    ),
  },
  problems: [tornPage],
} as const;
const whole = { title: 'Alice', pages: 57, read: [1, 2, 3], shelf_id: 'shelf-1' };
const books = contract('books', {
  getBook: operation({
    ...reads,
    examples: {
      whole: { summary: 'A book', params: { account_id: 'anna' }, response: { data: whole } },
      empty: {
        summary: 'A book nobody read',
        params: { account_id: 'bert' },
        response: { data: { ...whole, read: [] } },
      },
      torn: { summary: 'A torn book', params: { account_id: 'anna' }, problem: 'TORN_PAGE' },
    },
  }),
  openBook: operation({ ...reads, path: '/v1/open/{account_id}' }),
});

const FINE = `
screen: book
must_cover: [nothing read, torn page]
elements:
  - { number: 1, element: Cover, kind: static, because: part of the app }
  - number: 2
    element: Title
    kind: bound
    operation: books.getBook
    example: whole
    opens: books.openBook
    values:
      - { shows: the title, pointer: /data/title, is: Alice }
      - { shows: what is left, pointer: /data/pages, minus_length_of: /data/read, is: 54 }
    states:
      - when: nothing read
        kind: empty
        then: a sentence
        example: empty
        pointer: /data/read
        is: []
        test: { file: apps/books/test/book.spec.ts, title: shows that nothing is read }
      - when: torn page
        kind: error
        then: another sentence
        example: torn
        problem: TORN_PAGE
        test: { file: apps/books/test/book.spec.ts, title: shows the torn page }
    test: { file: apps/books/test/book.spec.ts, title: shows the whole book }
`;

let sources: Sources;

beforeEach(() => {
  const root = mkdtempSync(join(tmpdir(), 'screens-'));
  mkdirSync(join(root, 'apps/books/test'), { recursive: true });
  writeFileSync(join(root, 'apps/books/test/book.spec.ts'), '');
  sources = { root, contracts: [books] };
});

afterEach(() => rmSync(sources.root, { recursive: true }));

function faultsOf(yaml: string): string[] {
  writeFileSync(join(sources.root, 'screen.yaml'), yaml);
  return checkScreen(readScreen(sources.root, 'screen.yaml'), sources);
}

it('checkScreen accepts a complete screen', () => {
  expect(faultsOf(FINE)).toEqual([]);
});

it.each<[string, string, string, string]>([
  [
    'an operation that is in no contract',
    'operation: books.getBook',
    'operation: books.getTome',
    'no contract has books.getTome; define it in libs/contracts, or write a brief: npm run api:brief',
  ],
  [
    'a tap that opens an unknown operation',
    'books.openBook',
    'books.closeBook',
    'no contract has books.closeBook',
  ],
  [
    'an unknown example',
    'example: empty',
    'example: blank',
    'when "nothing read": books.getBook has no example blank, but whole, empty, torn; add it to the contract',
  ],
  [
    'a pointer to a missing value',
    '/data/title',
    '/data/name',
    '"the title": /data/name does not exist in books.getBook\'s example whole; look it up in the contract\'s examples',
  ],
  [
    'a value that differs from the example',
    'is: Alice',
    'is: Bob',
    'has "Alice" at /data/title, not "Bob"; correct one of them',
  ],
  [
    'a wrong result of a subtraction',
    'is: 54',
    'is: 53',
    'has 54 at /data/pages, not 53; correct one of them',
  ],
  [
    'the length of a value that is not a list',
    'minus_length_of: /data/read',
    'minus_length_of: /data/title',
    '/data/pages minus the length of /data/title does not exist',
  ],
  [
    'an undeclared problem',
    'problem: TORN_PAGE',
    'problem: LOST_PAGE',
    'getBook never returns LOST_PAGE; use a code that its contract declares',
  ],
  [
    'an example without the problem',
    'example: torn',
    'example: whole',
    'the example has no problem; name the one with TORN_PAGE',
  ],
  [
    'a state without a pointer and a problem',
    'problem: TORN_PAGE',
    '',
    'it has neither a pointer nor a problem; add one',
  ],
  [
    'a state that no element covers',
    'must_cover: [nothing read,',
    'must_cover: [nothing read, lost,',
    'no element covers "lost"; add a state with this text as its when to an element',
  ],
  [
    'an unlisted state',
    'must_cover: [nothing read, torn page]',
    'must_cover: [nothing read]',
    'an element covers "torn page", which must_cover does not list; add it there',
  ],
  [
    'an element without an empty state',
    '        kind: empty\n',
    '',
    '2 Title: no state is of kind empty; add one, or give the reason under never.empty',
  ],
  [
    'an element without an error state',
    '        kind: error\n',
    '',
    '2 Title: no state is of kind error; add one, or give the reason under never.error',
  ],
  [
    'a state of a kind that has a reason under never',
    '    states:\n',
    '    never: { empty: { because: somebody always reads } }\n    states:\n',
    'it has a state of kind empty and a reason under never.empty; remove one',
  ],
  ['a missing number', 'number: 2', 'number: 3', 'the elements are numbered 1, 3; number them 1, 2, 3 …'],
  [
    'a missing spec',
    'file: apps/books/test/book.spec.ts, title: shows the whole book',
    'file: apps/books/test/tome.spec.ts, title: shows the whole book',
    'there is no apps/books/test/tome.spec.ts; name the spec that covers it',
  ],
])('checkScreen reports %s, and says what to do', (_, good, bad, sentence) => {
  expect(FINE).toContain(good);
  expect(faultsOf(FINE.replace(good, bad))).toContainEqual(expect.stringContaining(sentence));
});

it('checkScreen accepts a missing state with a reason', () => {
  const withoutEmpty = FINE.replace('        kind: empty\n', '').replace(
    '    states:\n',
    '    never: { empty: { because: somebody always reads } }\n    states:\n',
  );
  expect(faultsOf(withoutEmpty)).toEqual([]);
});

it('checkScreen rejects a missing state without a reason', () => {
  const unreasoned = FINE.replace('    states:\n', '    never: { empty: {} }\n    states:\n');
  expect(() => faultsOf(unreasoned)).toThrow('screen.yaml is not a screen map');
});

it.each([
  ['an operation', '    operation: books.getBook\n'],
  ['an example', '    example: whole\n'],
  ['a test', '    test: { file: apps/books/test/book.spec.ts, title: shows the whole book }\n'],
])('checkScreen rejects an element without %s', (_, line) => {
  expect(FINE).toContain(line);
  expect(() => faultsOf(FINE.replace(line, ''))).toThrow('screen.yaml is not a screen map');
});
