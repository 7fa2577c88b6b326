import { z } from 'zod';
import { contract, data, html, identifier, json, operation } from '#contracts/vocabulary';
import { type DeploymentRecord, exampleRecord } from '#libs/github';
import type { SpecRun } from '#libs/test-evidence';
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

interface Facts {
  readonly runs?: readonly SpecRun[];
  readonly deployments?: Deployments;
}

const statuses = ({ runs = [], deployments = noRecords }: Facts = {}) =>
  operationStatuses([books], runs, deployments);

async function column<K extends 'mocked' | 'built' | 'tested' | 'deployed'>(key: K, facts?: Facts) {
  const found = await statuses(facts);
  return Object.fromEntries(found.map((status) => [status.operation, status[key]]));
}

it('the status lists every operation of the contract', async () => {
  expect((await statuses()).map(({ service, operation: id, designed }) => [service, id, designed])).toEqual(
    ['getBook', 'sellBook', 'lendBook', 'showCover'].map((id) => ['books', id, 'yes']),
  );
});

it('an operation is mocked if it is a page, or if it has an example with a response', async () => {
  expect(await column('mocked')).toEqual({
    getBook: 'yes',
    sellBook: 'yes',
    lendBook: 'no',
    showCover: 'yes',
  });
});

it('an operation is built unless its contract says otherwise', async () => {
  expect(await column('built')).toEqual({
    getBook: 'yes',
    sellBook: 'yes',
    lendBook: 'no',
    showCover: 'yes',
  });
});

describe('the "tested" column', () => {
  const runOf = (spec: string, ...requests: [operation: string, status?: number][]): SpecRun => ({
    spec,
    outcomes: new Map([['works', 'passed']]),
    evidence: requests.map(([operation, status = 200]) => ({
      operation,
      status,
      example: null,
      spec,
      test: 'works',
    })),
  });
  const SPEC = 'apps/books/test/books.spec.ts';
  const E2E = 'apps/e2e/test/books.spec.ts';

  it('lists the specs with a successful request to the operation', async () => {
    const runs = [
      runOf(SPEC, ['books.getBook'], ['books.getBook', 404], ['books.showCover', 404]),
      runOf(E2E, ['books.getBook'], ['films.sellBook']),
    ];
    expect(await column('tested', { runs })).toEqual({
      getBook: [SPEC, E2E],
      sellBook: [],
      lendBook: [],
      showCover: [],
    });
  });

  it('is empty for an operation that is not built', async () => {
    expect(await column('tested', { runs: [runOf(SPEC, ['books.lendBook'])] })).toMatchObject({
      lendBook: [],
    });
  });

  it('is unknown until a test of the service or an end-to-end test has run', async () => {
    const unknown = { getBook: null, sellBook: null, lendBook: [], showCover: null };
    expect(await column('tested', { runs: [runOf('apps/films/test/films.spec.ts')] })).toEqual(unknown);
    expect(await column('tested', { runs: [runOf(E2E)] })).toMatchObject({ getBook: [] });
  });
});

describe('the "deployed" column', () => {
  const record = (fields: Partial<DeploymentRecord>) => exampleRecord({ service: 'books', ...fields });
  const toProduction = (...records: DeploymentRecord[]) => {
    const recent = (stage: string, service: string) =>
      Promise.resolve(records.filter((each) => each.stage === stage && each.service === service));
    return column('deployed', { deployments: deploymentsTo('production', { recent }) });
  };
  const all = (status: string) => ({
    getBook: status,
    sellBook: status,
    lendBook: status,
    showCover: status,
  });

  it('shows the last successful deployment to the stage', async () => {
    expect(
      await toProduction(
        record({ built_operations: ['lendBook'], stage: 'dev' }),
        record({ built_operations: ['ping', 'getBook', 'showCover'] }),
        record({ built_operations: ['lendBook'], result: 'failure' }),
      ),
    ).toEqual({ getBook: 'yes', sellBook: 'no', lendBook: 'no', showCover: 'yes' });
  });

  it('is `no records` if there is no record', async () => {
    expect(await toProduction()).toEqual(all('no records'));
    expect(await column('deployed')).toEqual(all('no records'));
  });

  it('is `unknown` if the record lists no operations', async () => {
    expect(await toProduction(record({}))).toEqual(all('unknown'));
  });
});

it('the table shows each status as a word', async () => {
  const evidence = { operation: 'books.getBook', status: 200, example: null, spec: 'a.spec.ts', test: null };
  const run = { spec: 'apps/books/test/a.spec.ts', outcomes: new Map(), evidence: [evidence] };
  const wordsOf = async (runs: readonly SpecRun[]) => {
    const lines = renderStatuses(await statuses({ runs }), 'production').split('\n');
    return lines.map((line) => line.split(/ {2,}/));
  };
  const words = await wordsOf([run]);
  expect(words).toContainEqual(['books', 'getBook', 'yes', 'yes', 'yes', 'yes (1 spec)', 'no records']);
  expect(words).toContainEqual(['books', 'lendBook', 'yes', 'no', 'no', 'no', 'no records']);
  expect(await wordsOf([])).toContainEqual([
    'books',
    'getBook',
    'yes',
    'yes',
    'yes',
    'no results',
    'no records',
  ]);
});

it('the table shows which command produces test results if there are no results', async () => {
  expect(renderStatuses(await statuses(), 'production')).toContain('No test results: run npm test');
});
