import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { readSpecRuns } from './read-spec-runs.ts';

const workspace = resolve(__dirname, '../../..');
const RESULTS = 'apps/books/test-results.json';
const EVIDENCE = 'apps/books/test-calls';

const source = (requests: string) => `
import { recordEvidence } from '../../../libs/test-evidence/src/record-evidence.ts';
const send = (operation, example = null) => recordEvidence({ operation, status: 200, example });
${requests}
`;

const REQUESTS = source(`
beforeAll(() => send('books.listBooks'));
it('shows a book', () => { send('books.getBook', 'alice'); send('books.getBook', 'alice'); });
it.skip('is skipped', () => send('books.sellBook'));
describe('a loan', () => {
  beforeAll(() => send('books.lendBook'));
  beforeEach(() => send('books.openBook'));
  it.each(['early', 'late'])('ends %s', (when) => send('books.returnBook', when));
});
`);

let root: string;

beforeAll(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'evidence-')));
  const copied = [
    'jest.unit.preset.js',
    '.swcrc',
    'package.json',
    'libs/jest-setup/src',
    'libs/test-evidence/src',
  ];
  for (const file of copied) cpSync(join(workspace, file), join(root, file), { recursive: true });
  symlinkSync(join(workspace, 'node_modules'), join(root, 'node_modules'));
  mkdirSync(join(root, 'apps/books/test'), { recursive: true });
});

afterAll(() => rmSync(root, { recursive: true }));

function run(requests: string, environment: NodeJS.ProcessEnv = { TEST_EVIDENCE: EVIDENCE }): void {
  writeFileSync(join(root, 'apps/books/test/books.spec.ts'), requests);
  const { TEST_EVIDENCE: _, ...inherited } = process.env;
  const options = ['-c', 'jest.unit.preset.js', '--rootDir', 'apps/books', '--json', '--outputFile', RESULTS];
  execFileSync(process.execPath, ['node_modules/jest/bin/jest.js', ...options], {
    cwd: root,
    env: { ...inherited, ...environment },
    stdio: 'ignore',
  });
}

const recorded = () =>
  readSpecRuns(root).flatMap(({ evidence }) =>
    evidence.map(({ operation, example, test }) => [operation, example, test]),
  );

it('recordEvidence records each request once, with its example and the full name of its test', () => {
  run(REQUESTS);
  expect(recorded()).toEqual([
    ['books.listBooks', null, null],
    ['books.getBook', 'alice', 'shows a book'],
    ['books.lendBook', null, null],
    ['books.openBook', null, 'a loan ends early'],
    ['books.returnBook', 'early', 'a loan ends early'],
    ['books.openBook', null, 'a loan ends late'],
    ['books.returnBook', 'late', 'a loan ends late'],
  ]);
});

it('recordEvidence removes the records of an earlier run of the spec', () => {
  run(source("it('sends nothing', () => {});"));
  expect(recorded()).toEqual([]);
});

it('recordEvidence records nothing if the test runs outside of an Nx target', () => {
  rmSync(join(root, EVIDENCE), { recursive: true, force: true });
  run(REQUESTS, {});
  expect(readdirSync(join(root, 'apps/books'))).not.toContain('test-calls');
});
