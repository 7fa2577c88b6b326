import { execFileSync } from 'node:child_process';
import type { Source } from '#libs/portal-data';

const GITHUB = /github\.com[:/]([^/]+\/[^/]+?)(?:\.git)?$/;

/** Describes where the portal's data comes from. `repository` is the environment's GITHUB_REPOSITORY. */
export function readSource(root: string, stage: string, repository: string | undefined): Source {
  const git = (...options: string[]): string =>
    execFileSync('git', options, { cwd: root, encoding: 'utf8' }).trim();
  const [, fromRemote] = GITHUB.exec(git('config', '--default', '', '--get', 'remote.origin.url')) ?? [];
  return {
    collectedAt: new Date().toISOString(),
    commit: git('rev-parse', 'HEAD'),
    isChanged: git('status', '--porcelain') !== '',
    repository: repository ?? fromRemote ?? null,
    stage,
  };
}
