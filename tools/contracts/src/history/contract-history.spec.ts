import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { documentPath } from '../documents/document-path.ts';
import { contractHistory } from './contract-history.ts';

const users = { manifests: [], screens: [] };
let root: string;

const git = (...options: string[]) =>
  execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@qred.example', ...options], {
    cwd: root,
  });

/** Commits documents, by service. A document has one operation for each summary. Null removes the document. */
function commit(subject: string, documents: Readonly<Record<string, readonly string[] | null>>): void {
  for (const [service, summaries] of Object.entries(documents)) {
    const file = join(root, documentPath(service));
    mkdirSync(dirname(file), { recursive: true });
    if (!summaries) rmSync(file);
    else writeFileSync(file, stringify(documentOf(summaries)));
  }
  git('add', '--all');
  git('commit', '--quiet', '--allow-empty', '--message', subject);
}

function documentOf(summaries: readonly string[]) {
  const operations = summaries.map((summary, index): [string, object] => [
    `/v1/things-${index}`,
    {
      get: { operationId: `get${index}`, summary, 'x-access': 'member', 'x-exposure': 'edge', responses: {} },
    },
  ]);
  return { openapi: '3.1.0', paths: Object.fromEntries(operations) };
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'history-'));
  git('init', '--quiet');
});

afterEach(() => rmSync(root, { recursive: true }));

it('the history lists the changes of each commit, with the latest commit first', async () => {
  commit('Define cards', { card: ['Lists cards.'] });
  commit('Write a page', {});
  commit('Add a list', { card: ['Lists cards.', 'Lists limits.'], invoice: ['Lists invoices.'] });
  commit('Remove cards', { card: null });
  const { commits, isCut } = await contractHistory(root, users, 10);
  const messages = commits.map(({ subject, changes }) => [subject, ...changes.map(({ message }) => message)]);
  expect(messages).toEqual([
    ['Remove cards', 'GET /v1/things-0 was removed', 'GET /v1/things-1 was removed'],
    ['Add a list', 'GET /v1/things-1 was added', 'GET /v1/things-0 was added'],
    ['Define cards', 'GET /v1/things-0 was added'],
  ]);
  expect(isCut).toBe(false);
});

it('the history counts reworded descriptions, but omits their texts', async () => {
  commit('Define cards', { card: ['Lists cards.'] });
  commit('Reword', { card: ['Lists the cards.'] });
  const { commits } = await contractHistory(root, users, 10);
  expect(commits[0]).toMatchObject({ subject: 'Reword', changes: [], wordings: 1 });
});

it('the history says that it omits older commits', async () => {
  commit('Define cards', { card: ['Lists cards.'] });
  commit('Define invoices', { invoice: ['Lists invoices.'] });
  const { commits, isCut } = await contractHistory(root, users, 1);
  expect([commits.map(({ subject }) => subject), isCut]).toEqual([['Define invoices'], true]);
});

it('the history lists the changes of a merge commit once', async () => {
  commit('Define cards', { card: ['Lists cards.'] });
  git('branch', '--move', 'trunk');
  git('switch', '--quiet', '--create', 'feature');
  commit('Define invoices', { invoice: ['Lists invoices.'] });
  git('switch', '--quiet', 'trunk');
  git('merge', '--quiet', '--no-ff', '--message', 'Merge the feature', 'feature');
  const { commits } = await contractHistory(root, users, 10);
  expect(commits.map(({ subject }) => subject)).toEqual(['Merge the feature', 'Define cards']);
});
