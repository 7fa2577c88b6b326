import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Evidence, evidenceFileName } from './evidence.ts';
import { readSpecRuns } from './read-spec-runs.ts';

const SPEC = 'apps/books/test/books.spec.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'evidence-'));
});

afterEach(() => rmSync(root, { recursive: true }));

function write(file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

type Result = readonly [fullName: string, status: string, failing?: boolean];

function runOf(results: readonly Result[], evidence: readonly Partial<Evidence>[] = [], prefix = ''): void {
  const assertionResults = results.map(([fullName, status, failing]) => ({ fullName, status, failing }));
  write(
    `apps/books/${prefix}test-results.json`,
    JSON.stringify({ testResults: [{ name: `/anywhere/${SPEC}`, assertionResults }] }),
  );
  const request = { operation: 'books.getBook', status: 200, example: null, spec: SPEC, test: null };
  write(
    `apps/books/${prefix}test-calls/${evidenceFileName(SPEC)}`,
    evidence.map((fields) => `${JSON.stringify({ ...request, ...fields })}\n`).join(''),
  );
}

const testsWithEvidence = () =>
  readSpecRuns(root).flatMap(({ evidence }) => evidence.map(({ test }) => test));

it('readSpecRuns finds nothing if no test has run', () => {
  expect(readSpecRuns(root)).toEqual([]);
});

it('readSpecRuns reads the outcome of each fast and each slow test', () => {
  const results: Result[] = [
    ['a', 'passed', false],
    ['b', 'failed', false],
    ['c', 'pending', false],
    ['d', 'todo'],
    ['e', 'passed', true],
    ['f', 'passed'],
    ['f', 'failed'],
    ['f', 'passed'],
  ];
  runOf(results, [{ test: 'a' }]);
  runOf(results.slice(0, 1), [{ test: 'a' }], 'slow-');
  const [slow, fast, ...others] = readSpecRuns(root);
  expect(others).toEqual([]);
  expect([slow?.spec, fast?.spec]).toEqual([SPEC, SPEC]);
  expect(slow?.outcomes).toEqual(new Map([['a', 'passed']]));
  expect(Object.fromEntries(fast?.outcomes ?? [])).toEqual({
    a: 'passed',
    b: 'failed',
    c: 'skipped',
    d: 'todo',
    e: 'expected to fail',
    f: 'failed',
  });
});

it('readSpecRuns returns only the requests of tests that passed', () => {
  const results: Result[] = [
    ['a', 'passed'],
    ['b', 'failed'],
    ['c', 'passed', true],
  ];
  runOf(
    results,
    ['a', 'b', 'c', 'removed', null].map((test) => ({ test })),
  );
  expect(testsWithEvidence()).toEqual(['a']);
});

it.each<[string, Result[], null[]]>([
  [
    'keeps the requests of hooks if every test passed',
    [
      ['a', 'passed'],
      ['b', 'todo'],
    ],
    [null],
  ],
  [
    'ignores the requests of hooks if a test failed',
    [
      ['a', 'passed'],
      ['b', 'failed'],
    ],
    [],
  ],
  ['ignores the requests of hooks if no test ran', [['a', 'pending']], []],
])('readSpecRuns %s', (_, results, expected) => {
  runOf(results, [{ test: null }]);
  expect(testsWithEvidence()).toEqual(expected);
});

it('evidenceFileName returns different names for the specs a-b and a/b', () => {
  expect(evidenceFileName('apps/books/test/a-b.spec.ts')).not.toBe(
    evidenceFileName('apps/books/test/a/b.spec.ts'),
  );
});

it('readSpecRuns throws an error for invalid evidence', () => {
  runOf([['a', 'passed']], [{ status: undefined }]);
  expect(() => readSpecRuns(root)).toThrow(/status/);
});
