import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { contract, data, json, operation } from '#contracts/vocabulary';
import { loadContracts } from '#libs/contract-catalog';
import { loadManifests } from '#libs/manifest';
import { z } from 'zod';
import { notBuilt } from './not-built.ts';

const aBook = operation({
  method: 'GET',
  path: '/v1/books',
  summary: 'Shows a book.',
  access: 'public',
  exposure: 'edge',
  responses: { 200: json('A book', data(z.string())) },
});
const books = contract('books', { built: aBook, designed: aBook, nowhere: aBook });
let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'not-built-'));
});

afterEach(() => rmSync(root, { recursive: true }));

const idsOf = async (): Promise<string[]> => (await notBuilt(root, [books])).map(({ id }) => id);

it('are the operations that no method implements, or one that is not built', async () => {
  mkdirSync(join(root, 'apps/books/src/books'), { recursive: true });
  writeFileSync(
    join(root, 'apps/books/src/books/books.controller.ts'),
    [
      '  @Implements(operations.built)',
      '  show() {}',
      '',
      '  @NotBuilt()',
      '  @Implements(operations.designed)',
    ].join('\n'),
  );
  expect(await idsOf()).toEqual(['designed', 'nowhere']);
});

it('are all operations of a service without a source', async () => {
  expect(await idsOf()).toEqual(['built', 'designed', 'nowhere']);
});

it('are none of the services that are all built', async () => {
  const workspace = resolve(__dirname, '../../..');
  const contracts = await loadContracts(loadManifests(workspace));
  const customer = contracts.filter(({ name }) => name === 'customer');
  expect(await notBuilt(workspace, customer)).toEqual([]);
});
