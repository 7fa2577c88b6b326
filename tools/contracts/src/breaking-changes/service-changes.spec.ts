import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseManifest } from '#libs/manifest';
import { documentPath } from '../documents/document-path.ts';
import { findBase, describeBase } from './find-base.ts';
import { readDocumentsAt, readCurrentDocuments } from './read-documents.ts';
import { serviceChanges } from './service-changes.ts';

const root = mkdtempSync(join(tmpdir(), 'qred-contracts-'));
const manifest = (name: string, calls: string[] = []) =>
  parseManifest({ name, purpose: 'One.', owner: '@qred/test', port: 3000, calls });
const manifests = [manifest('fresh'), manifest('hub'), manifest('spoke', ['hub', 'fresh'])];

function git(...options: string[]): void {
  const who = ['-c', 'user.name=Test', '-c', 'user.email=test@example.test'];
  execFileSync('git', [...who, ...options], { cwd: root, stdio: 'ignore' });
}

function write(service: string, path: string, access: string): void {
  const file = join(root, documentPath(service));
  mkdirSync(dirname(file), { recursive: true });
  const operation = { 'x-access': access, responses: {} };
  writeFileSync(file, JSON.stringify({ openapi: '3.1.0', paths: { [path]: { get: operation } } }));
}

async function readBase(revision: string) {
  return readDocumentsAt(root, (await findBase(root, revision)).commit);
}

beforeAll(() => {
  git('init', '--initial-branch=main');
  write('hub', '/v1/hubs', 'machine:hubs.read');
  write('gone', '/v1/gone', 'member');
  git('add', '.');
  git('commit', '-m', 'Begin');
  rmSync(dirname(join(root, documentPath('gone'))), { recursive: true });
  write('hub', '/v1/wheels', 'member');
  write('fresh', '/v1/fresh', 'public');
});

afterAll(() => rmSync(root, { recursive: true }));

it('serviceChanges compares the working tree with a commit, including new and deleted services', async () => {
  const changes = serviceChanges(await readBase('main'), readCurrentDocuments(root, manifests), {
    manifests,
    screens: [],
  });
  expect(
    changes.map(({ service, id, breaking, affects }) => [service, id, breaking, affects.join()]),
  ).toEqual([
    ['fresh', 'GET /v1/fresh: added', false, 'the frontends,spoke'],
    ['gone', 'GET /v1/gone: removed', true, 'the frontends'],
    ['hub', 'GET /v1/hubs: removed', true, 'machines with the scope hubs.read,spoke'],
    ['hub', 'GET /v1/wheels: added', false, 'the frontends,spoke'],
  ]);
});

it('serviceChanges ignores changes that were later merged into the base', async () => {
  git('checkout', '-b', 'work');
  git('checkout', 'main');
  git('add', '.');
  git('commit', '-m', 'Go on');
  git('checkout', 'work');
  const then = [manifest('gone'), manifest('hub')];
  const changes = serviceChanges(await readBase('main'), readCurrentDocuments(root, then), {
    manifests: then,
    screens: [],
  });
  expect(changes).toEqual([]);
});

it('describeBase names the commit that the documents are compared with', async () => {
  const base = await findBase(root, 'main');
  expect(base.commit).toMatch(/^[0-9a-f]{40}$/);
  const short = base.commit.slice(0, 9);
  expect(describeBase(base, false)).toBe(`Compared with ${short}, the merge base with main.`);
  expect(describeBase(base, true)).toContain('has no contracts');
});

it('findBase rejects an unknown revision, and says what to do', async () => {
  await expect(findBase(root, 'nowhere')).rejects.toThrow(/doesn't know nowhere.*git fetch origin/);
});

it('findBase rejects a shallow clone, and says what to fetch', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'qred-shallow-'));
  try {
    git('clone', '--quiet', '--depth=1', '--branch=work', '--no-single-branch', `file://${root}`, folder);
    await expect(findBase(folder, 'origin/main')).rejects.toThrow(
      /no commit in common.*--unshallow.*fetch-depth: 0/,
    );
    await expect(findBase(folder, 'v1')).rejects.toThrow(/doesn't know v1.*--unshallow/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
