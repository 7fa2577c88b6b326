import { execFileSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { exampleSha as sha } from '#libs/github';
import { Git } from './git.ts';
import { TempRepository } from '../testing/temp-repository.ts';

describe('Git', () => {
  const repository = new TempRepository();
  const git = new Git(repository.root);
  const first = repository.commit({ 'a.txt': 'one\n' }, '2026-01-01T10:00:00+02:00');
  const second = repository.commit({ 'b.txt': 'two\nwords: two\n' }, '2026-01-02T10:00:00Z');
  const third = repository.commit({ 'a.txt': 'three\n' }, '2026-01-03T10:00:00Z');

  afterAll(() => repository.delete());

  it('resolves branches and short SHAs, and throws an error for an unknown commit', async () => {
    expect(await git.resolve('main')).toBe(third);
    expect(await git.resolve(first.slice(0, 10))).toBe(first);
    await expect(git.resolve('nonsense')).rejects.toThrow('There is no commit nonsense');
  });

  it('returns whether a commit exists', async () => {
    expect(await git.knows(first)).toBe(true);
    expect(await git.knows(sha('0'))).toBe(false);
  });

  it('returns whether a commit is an ancestor of a second commit', async () => {
    expect(await git.isAncestor(first, third)).toBe(true);
    expect(await git.isAncestor(third, first)).toBe(false);
    expect(await git.isAncestor(third, third)).toBe(true);
  });

  it('finds the merge base of two commits', async () => {
    repository.git('checkout', '--quiet', '--detach', second);
    const aside = repository.commit({ 'aside.txt': 'aside\n' });
    repository.git('checkout', '--quiet', 'main');
    expect(await git.mergeBase(aside, third)).toBe(second);
  });

  it('lists changed files, and lists a moved file under both names', async () => {
    expect(await git.filesBetween(first, third)).toEqual(['a.txt', 'b.txt']);
    repository.git('checkout', '--quiet', '--detach');
    repository.git('mv', 'b.txt', 'ö c.txt');
    const moved = repository.commit({});
    repository.git('checkout', '--quiet', 'main');
    expect(await git.filesBetween(third, moved)).toEqual(['b.txt', 'ö c.txt']);
  });

  it('lists each deleted or moved file only once', async () => {
    repository.git('checkout', '--quiet', '--detach');
    const add = () => repository.commit({ 'apps/ö/service.json': '{}', 'apps/ö/main.ts': '' });
    const remove = () => {
      repository.git('rm', '--quiet', '-r', 'apps');
      repository.commit({});
    };
    add();
    expect(await git.deletedFiles('apps/*/service.json')).toEqual([]);
    remove();
    add();
    remove();
    repository.commit({ 'apps/old/service.json': 'a text that makes the move recognizable\n' });
    repository.git('mv', 'apps/old', 'apps/new');
    repository.commit({});
    expect(await git.deletedFiles('apps/*/service.json')).toEqual([
      'apps/old/service.json',
      'apps/ö/service.json',
    ]);
    repository.git('checkout', '--quiet', 'main');
  });

  it('lists commits with their author dates in UTC, oldest first', async () => {
    expect(await git.commitsBetween(first, third)).toEqual([
      { sha: second, parent: first, time: '2026-01-02T10:00:00.000Z' },
      { sha: third, parent: second, time: '2026-01-03T10:00:00.000Z' },
    ]);
    expect(await git.firstOf('a.txt')).toEqual({ sha: first, time: '2026-01-01T08:00:00.000Z' });
  });

  it('omits merge commits', async () => {
    repository.git('checkout', '--quiet', '-b', 'side', first);
    const side = repository.commit({ 'c.txt': 'side\n' });
    repository.git('checkout', '--quiet', 'main');
    repository.git('merge', '--quiet', '--no-ff', '-m', 'Merge', 'side');
    const merged = await git.resolve('main');
    expect((await git.commitsBetween(third, merged)).map((commit) => commit.sha)).toEqual([side]);
    repository.git('reset', '--quiet', '--hard', third);
  });

  it('throws an error that says what to do in a shallow clone', async () => {
    const clone = mkdtempSync(join(realpathSync(tmpdir()), 'qred-shallow-'));
    execFileSync('git', ['clone', '--quiet', '--depth=1', pathToFileURL(repository.root).href, clone]);
    await expect(new Git(clone).knows(first)).rejects.toThrow('check out with fetch-depth: 0');
    rmSync(clone, { recursive: true });
  });

  it('throws an error for a folder without a repository', async () => {
    const folder = mkdtempSync(join(realpathSync(tmpdir()), 'qred-no-repository-'));
    await expect(new Git(folder).knows(first)).rejects.toThrow('not a git repository');
    await expect(new Git(folder).resolve('main')).rejects.toThrow('not a git repository');
    rmSync(folder, { recursive: true });
  });
});
