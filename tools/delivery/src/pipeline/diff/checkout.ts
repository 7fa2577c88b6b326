import { mkdtemp, rm, symlink, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mustRun, runnerIn } from '../command.ts';

/** Runs `work` in a temporary working tree of a commit, with this workspace's packages. */
export async function withCheckout<T>(
  root: string,
  commit: string,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  const run = runnerIn(root);
  const parent = await mkdtemp(join(tmpdir(), 'qred-base-'));
  const folder = join(parent, 'workspace');
  const packages = join(folder, 'node_modules');
  try {
    await mustRun(run, 'git', ['worktree', 'add', '--quiet', '--detach', folder, commit]);
    await symlink(join(root, 'node_modules'), packages);
    return await work(folder);
  } finally {
    // Remove the link first, so that deleting the tree can't follow it.
    await unlink(packages).catch(() => undefined);
    await run('git', ['worktree', 'remove', '--force', folder]);
    await rm(parent, { recursive: true, force: true });
  }
}
