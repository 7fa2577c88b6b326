import { z } from 'zod';
import { contract, data, identifier, json, operation } from '#contracts/vocabulary';
import type { Evidence, Outcome, SpecRun } from '#libs/test-evidence';
import { FIDELITY_SPEC, checkEvidence } from './check-evidence.ts';
import { screenMapSchema } from './screen-map.ts';

const reads = {
  method: 'GET',
  path: '/v1/books/{book_id}',
  summary: 'Shows a book.',
  access: 'public',
  exposure: 'edge',
  params: { book_id: identifier },
  responses: { 200: json('A book', data(z.string())) },
} as const;
const books = contract('books', {
  getBook: operation(reads),
  openBook: operation({ ...reads, path: '/v1/open/{book_id}' }),
});
const designedBooks = contract('books', { getBook: operation({ ...reads, built: false }) });

const SPEC = 'apps/books/test/book.spec.ts';
const SHOWS = 'the book shows its title';
const EMPTY = 'the book shows that nothing is read';

const map = screenMapSchema.parse({
  screen: 'book',
  must_cover: ['nothing read'],
  elements: [
    { number: 1, element: 'Cover', kind: 'static', because: 'part of the app' },
    {
      number: 2,
      element: 'Title',
      kind: 'bound',
      operation: 'books.getBook',
      example: 'whole',
      values: [
        { shows: 'the title', pointer: '/data' },
        { shows: 'whether it is open', operation: 'books.openBook', example: 'open', pointer: '/data' },
      ],
      states: [
        {
          when: 'nothing read',
          kind: 'empty',
          then: 'a sentence',
          example: 'empty',
          pointer: '/data',
          test: { file: SPEC, title: EMPTY },
        },
      ],
      test: { file: SPEC, title: SHOWS },
    },
  ],
});

const request = (fields: Partial<Evidence>): Evidence => ({
  operation: 'books.getBook',
  status: 200,
  example: null,
  spec: SPEC,
  test: null,
  ...fields,
});
const fidelity: SpecRun = {
  spec: FIDELITY_SPEC,
  outcomes: new Map([['examples', 'passed']]),
  evidence: [
    request({ example: 'whole' }),
    request({ example: 'empty' }),
    request({ operation: 'books.openBook', example: 'open' }),
  ],
};
const runOf = (outcomes: Record<string, Outcome>, ...evidence: Evidence[]): SpecRun => ({
  spec: SPEC,
  outcomes: new Map(Object.entries(outcomes)),
  evidence,
});
const passed = runOf(
  { [SHOWS]: 'passed', [EMPTY]: 'passed' },
  request({ test: SHOWS }),
  request({ test: EMPTY }),
);

const faultsOf = (...runs: SpecRun[]) => checkEvidence(map, [books], runs).faults;

it('checkEvidence accepts a screen if its tests pass and the services return its examples', () => {
  expect(checkEvidence(map, [books], [fidelity, passed])).toEqual({ faults: [], withoutResults: [] });
});

it('checkEvidence counts a request in a hook as a request of every test in the spec', () => {
  const inHook = runOf({ [SHOWS]: 'passed', [EMPTY]: 'passed' }, request({ test: null }));
  expect(faultsOf(fidelity, inHook)).toEqual([]);
});

it('checkEvidence lists specs without results separately from errors', () => {
  expect(checkEvidence(map, [books], [])).toEqual({ faults: [], withoutResults: [SPEC, FIDELITY_SPEC] });
});

it('checkEvidence reports an example that no passing test sends to the services', () => {
  const withoutEmpty = {
    ...fidelity,
    evidence: fidelity.evidence.filter(({ example }) => example !== 'empty'),
  };
  expect(faultsOf(withoutEmpty, passed)).toEqual([
    `2 Title: when "nothing read": no passing test of ${FIDELITY_SPEC} sends books.getBook's example empty to the services`,
  ]);
});

it.each<[Outcome, string]>([
  ['failed', 'failed; fix it'],
  ['skipped', 'is skipped; let it run'],
  ['todo', 'is a todo; write it'],
  ['expected to fail', 'is expected to fail; build the operation and remove .failing'],
])('checkEvidence reports a test with the outcome "%s"', (outcome, remedy) => {
  const run = runOf({ [SHOWS]: outcome, [EMPTY]: 'passed' }, request({ test: EMPTY }));
  expect(faultsOf(fidelity, run)).toEqual([`2 Title: "${SHOWS}" ${remedy}`]);
});

it('checkEvidence reports a test title that does not exist in the spec', () => {
  const run = runOf({ [SHOWS]: 'passed' }, request({ test: SHOWS }));
  expect(faultsOf(fidelity, run)).toEqual([
    `2 Title: when "nothing read": ${SPEC} has no test "${EMPTY}"; copy the full name that Jest prints`,
  ]);
});

it('checkEvidence reports a test that does not call the operation of its screen element', () => {
  const run = runOf(
    { [SHOWS]: 'passed', [EMPTY]: 'passed' },
    request({ test: SHOWS, operation: 'books.openBook' }),
    request({ test: EMPTY }),
  );
  expect(faultsOf(fidelity, run)).toEqual([
    `2 Title: "${SHOWS}" of ${SPEC} never calls books.getBook; name the test that does`,
  ]);
});

it('checkEvidence reports an operation that is not built', () => {
  const { faults } = checkEvidence(map, [designedBooks], [fidelity, passed]);
  expect(faults).toContain('2 Title: books.getBook is not built; build it, or take it off the screen');
});
