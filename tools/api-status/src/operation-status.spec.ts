import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { contract, data, html, identifier, json, operation } from '#contracts/vocabulary';
import { FileRecords, type DeploymentRecord } from '#tools/delivery';
import { type Deployments, deploymentsTo, noRecords } from './deployments.ts';
import { operationStatuses } from './operation-status.ts';
import { renderStatuses } from './render.ts';

const reads = {
  method: 'GET',
  path: '/v1/books/{book_id}',
  summary: 'Shows a book.',
  access: 'public',
  exposure: 'edge',
  params: { book_id: identifier },
  responses: { 200: json('A book', data(z.string())) },
} as const;
const params = { book_id: 'alice' };
const shown = { alice: { summary: 'A book', params, response: { data: 'Alice' } } };
const books = contract('books', {
  getBook: operation({ ...reads, examples: shown }),
  sellBook: operation({ ...reads, method: 'POST', path: '/v1/books/{book_id}/sale', examples: shown }),
  lendBook: operation({ ...reads, built: false, method: 'POST', path: '/v1/books/{book_id}/loan' }),
  showCover: operation({ ...reads, path: '/covers/{book_id}', responses: { 200: html('The cover') } }),
});
let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'api-status-'));
});

afterEach(() => rmSync(root, { recursive: true }));

function write(file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

const statuses = (deployments: Deployments = noRecords) => operationStatuses(root, [books], deployments);

async function column<K extends 'mocked' | 'built' | 'tested' | 'deployed'>(
  key: K,
  deployments?: Deployments,
) {
  const found = await statuses(deployments);
  return Object.fromEntries(found.map((status) => [status.operation, status[key]]));
}

it('lists every operation that the contract defines', async () => {
  expect((await statuses()).map(({ service, operation: id, designed }) => [service, id, designed])).toEqual(
    ['getBook', 'sellBook', 'lendBook', 'showCover'].map((id) => ['books', id, 'yes']),
  );
});

it('counts an operation as mocked if it is a page or has an example with a response', async () => {
  expect(await column('mocked')).toEqual({
    getBook: 'yes',
    sellBook: 'yes',
    lendBook: 'no',
    showCover: 'yes',
  });
});

it('counts an operation as built unless its contract says otherwise', async () => {
  expect(await column('built')).toEqual({
    getBook: 'yes',
    sellBook: 'yes',
    lendBook: 'no',
    showCover: 'yes',
  });
});

describe('tested', () => {
  const SPEC = 'apps/books/test/books.spec.ts';
  const testsOf = async (source: string, file = SPEC) => {
    write(file, source);
    const tested = await column('tested');
    return Object.keys(tested).filter((id) => tested[id]?.includes(file));
  };

  it.each<[string, string, string[]]>([
    ['by id', "const { getBook } = c.operations;\nit('works', () => send(getBook));", ['getBook']],
    ['by what it uses', "const look = () => send(getBook);\nit('works', () => look());", ['getBook']],
    ['not by a name that no test uses', "const { getBook } = c.operations;\nit('works', () => {});", []],
    ['not by a comment', "// getBook, /v1/books/alice\nit('works', () => {});", []],
    ['not by a title', "it('getBook works', () => {});", []],
    ['not by what is skipped', "it.skip('works', () => send(getBook));", []],
    ['not by what is to do', "it.todo('getBook');", []],
    ['through the operations', "it('works', () => send(operations.sellBook));", ['sellBook']],
    ['by path', "it('works', () => get('/v1/books/alice'));", ['getBook']],
    ['by path with a query', 'it(`works`, () => get(`/v1/books/${book}?full=yes`));', ['getBook']],
    ['by a longer path', "it.each([1])('works', () => post('/v1/books/alice/sale'));", ['sellBook']],
    ['not by a part of a name', "it('works', () => getBookOfMonth());", []],
    ['not by a path within a longer one', "it('works', () => get('/v1/books/alice/pages'));", []],
    ['not by what is expected to fail', "it.failing('works', () => send(getBook));", []],
    [
      'not by what is expected to fail beside what passes',
      "it.failing('a', () => send(getBook));\nit('b', () => send(sellBook));",
      ['sellBook'],
    ],
    [
      'as soon as one test is expected to pass',
      "it.failing('a', () => send(getBook));\nit('b', () => send(getBook));",
      ['getBook'],
    ],
  ])('%s', async (_, source, expected) => {
    expect(await testsOf(source)).toEqual(expected);
  });

  it('by a test of the whole stack, but not of another service', async () => {
    const source = "it('works', () => send(getBook));";
    expect(await testsOf(source, 'apps/e2e/test/books.spec.ts')).toEqual(['getBook']);
    expect(await testsOf(source, 'apps/films/test/films.spec.ts')).toEqual([]);
  });
});

describe('deployed', () => {
  const record = (fields: Partial<DeploymentRecord> = {}): DeploymentRecord => ({
    service: 'books',
    stage: 'production',
    sha: 'a'.repeat(40),
    previous_sha: null,
    commits: [],
    started_at: '2026-06-01T10:00:00Z',
    ended_at: '2026-06-01T10:05:00Z',
    kind: 'deployment',
    result: 'success',
    ...fields,
  });
  const later = { started_at: '2026-06-02T10:00:00Z', ended_at: '2026-06-02T10:05:00Z' };
  const toProduction = async (...records: DeploymentRecord[]) => {
    const file = new FileRecords(join(root, 'records.jsonl'));
    for (const each of records) await file.add(each);
    return column('deployed', deploymentsTo('production', file));
  };
  const all = (answer: string) => ({
    getBook: answer,
    sellBook: answer,
    lendBook: answer,
    showCover: answer,
  });

  it('uses the last successful deployment to the stage', async () => {
    expect(
      await toProduction(
        record({ built_operations: ['ping', 'getBook', 'showCover'] }),
        record({ ...later, built_operations: ['lendBook'], result: 'failure' }),
        record({ ...later, built_operations: ['lendBook'], stage: 'dev' }),
      ),
    ).toEqual({ getBook: 'yes', sellBook: 'no', lendBook: 'no', showCover: 'yes' });
  });

  it('uses a rollback like a deployment', async () => {
    expect(
      await toProduction(
        record({ built_operations: ['lendBook'] }),
        record({ ...later, built_operations: ['getBook'], kind: 'rollback' }),
      ),
    ).toMatchObject({ getBook: 'yes', lendBook: 'no' });
  });

  it('is `no records` without a record', async () => {
    expect(await toProduction()).toEqual(all('no records'));
    expect(await column('deployed')).toEqual(all('no records'));
  });

  it('is `unknown` if the record lists no operations', async () => {
    expect(await toProduction(record())).toEqual(all('unknown'));
  });
});

it('renders words', async () => {
  write('apps/books/test/books.spec.ts', "it('works', () => send(operations.getBook));");
  const lines = renderStatuses(await statuses(), 'production').split('\n');
  const words = lines.map((line) => line.split(/ {2,}/));
  expect(words).toContainEqual(['books', 'getBook', 'yes', 'yes', 'yes', 'yes (1 spec)', 'no records']);
  expect(words).toContainEqual(['books', 'lendBook', 'yes', 'no', 'no', 'no', 'no records']);
});
