import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { readSource } from './read-source.ts';

const workspace = resolve(__dirname, '../../../..');

it('readSource returns the commit and the repository', () => {
  const { commit, repository } = readSource(workspace, 'production', 'qred/platform');
  expect(commit).toMatch(/^[0-9a-f]{40}$/);
  expect(repository).toBe('qred/platform');
});

it('readSource returns no commit outside a Git repository', () => {
  const folder = mkdtempSync(join(tmpdir(), 'qred-source-'));
  const { commit, repository } = readSource(folder, 'production', undefined);
  expect([commit, repository]).toEqual([null, null]);
  rmSync(folder, { recursive: true });
});
