import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withCheckout } from './synthesize.ts';

describe('withCheckout', () => {
  const root = mkdtempSync(join(tmpdir(), 'qred-checkout-'));
  const isolated = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_')),
  );
  const person = ['-c', 'user.name=Somebody', '-c', 'user.email=somebody@example.com'];
  const git = (...options: string[]): string =>
    execFileSync('git', [...person, ...options], { cwd: root, env: isolated, encoding: 'utf8' }).trim();
  const packages = join(root, 'node_modules', 'a-package');
  let before: string;

  beforeAll(() => {
    git('init', '--quiet');
    writeFileSync(join(root, '.gitignore'), 'node_modules\n');
    writeFileSync(join(root, 'file.txt'), 'before');
    git('add', '--all');
    git('commit', '--quiet', '--message', 'Before');
    before = git('rev-parse', 'HEAD');
    writeFileSync(join(root, 'file.txt'), 'after');
    mkdirSync(packages, { recursive: true });
    writeFileSync(join(packages, 'index.js'), '');
  });

  afterAll(() => rmSync(root, { recursive: true }));

  it("provides the commit's files and the workspace's packages, and removes the checkout afterwards", async () => {
    const seen = await withCheckout(root, before, (folder) => {
      expect(existsSync(join(folder, 'node_modules', 'a-package', 'index.js'))).toBe(true);
      return Promise.resolve({ folder, text: readFileSync(join(folder, 'file.txt'), 'utf8') });
    });
    expect(seen.text).toBe('before');
    expect(existsSync(seen.folder)).toBe(false);
    expect(git('worktree', 'list').split('\n')).toHaveLength(1);
    expect(existsSync(join(packages, 'index.js'))).toBe(true);
    expect(readFileSync(join(root, 'file.txt'), 'utf8')).toBe('after');
  });

  it('removes the checkout if the work fails', async () => {
    const failing = withCheckout(root, before, () => Promise.reject(new Error('no')));
    await expect(failing).rejects.toThrow('no');
    expect(git('worktree', 'list').split('\n')).toHaveLength(1);
    expect(existsSync(join(packages, 'index.js'))).toBe(true);
  });
});
