import { spawnSync } from 'node:child_process';
import type { Source } from '#libs/portal-data';

const GITHUB = /github\.com[:/]([^/]+\/[^/]+?)(?:\.git)?$/;

/**
 * Finds the commit and the repository of the portal's data. `repository` is the variable GITHUB_REPOSITORY. An image
 * has neither Git nor a repository.
 */
export function readSource(root: string, stage: string, repository: string | undefined): Source {
  const git = (...options: string[]): string | undefined => {
    const { status, stdout } = spawnSync('git', options, { cwd: root, encoding: 'utf8' });
    return status === 0 ? stdout.trim() : undefined;
  };
  const [, fromRemote] = GITHUB.exec(git('config', '--get', 'remote.origin.url') ?? '') ?? [];
  return {
    collectedAt: new Date().toISOString(),
    commit: git('rev-parse', 'HEAD') ?? null,
    isChanged: Boolean(git('status', '--porcelain')),
    repository: repository ?? fromRemote ?? null,
    stage,
  };
}
