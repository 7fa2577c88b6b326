import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Commit } from '#libs/github';

const run = promisify(execFile);
const MAX_OUTPUT_BYTES = 256 * 1024 * 1024;
/** These settings override a user's git configuration, which could change the output. */
const PLAIN = ['log.showSignature=false', 'color.ui=false', 'core.quotePath=false'].flatMap((setting) => [
  '-c',
  setting,
]);
/** Git's exit status for "no", for example if a commit is not an ancestor of another commit. */
const NO = 1;

export interface HistoryCommit extends Commit {
  readonly parent: string | null;
}

/** Commit times are author dates. */
export class Git {
  private readonly root: string;

  constructor(root: string) {
    this.root = root;
  }

  /** Accepts a branch, a tag or a short sha. Throws an Error if the commit does not exist. */
  async resolve(revision: string): Promise<string> {
    const sha = await this.find(revision);
    if (sha === undefined) throw new Error(`There is no commit ${revision} in ${this.root}. Fetch it first`);
    return sha;
  }

  /** Throws an Error if the commit is missing and the clone is shallow. */
  async knows(sha: string): Promise<boolean> {
    if ((await this.find(sha)) !== undefined) return true;
    if ((await this.git('rev-parse', '--is-shallow-repository')).trim() === 'true')
      throw new Error(
        `The commit ${sha} is missing, because this clone is shallow. In a workflow, check out with fetch-depth: 0. Elsewhere, run git fetch --unshallow`,
      );
    return false;
  }

  /** A commit is also an ancestor of itself. Throws an Error if a commit is missing. */
  async isAncestor(sha: string, descendant: string): Promise<boolean> {
    return (await this.ask('merge-base', '--is-ancestor', sha, descendant)) !== undefined;
  }

  /** Returns commits in the history of `head` but not of `base`, oldest first, without merges. */
  async commitsBetween(base: string, head: string): Promise<HistoryCommit[]> {
    const log = await this.git('log', '--reverse', '--no-merges', '--format=%H %aI %P', `${base}..${head}`);
    return linesOf(log).map((line) => ({ ...commitOf(line), parent: line.split(' ')[2] || null }));
  }

  async mergeBase(one: string, other: string): Promise<string> {
    return (await this.git('merge-base', one, other)).trim();
  }

  /** Paths are relative to the repository's root. A moved file appears under both names. */
  async filesBetween(base: string, head: string): Promise<string[]> {
    return namesOf(await this.git('diff', '--name-only', '--no-renames', '-z', base, head, '--'));
  }

  /** The first commit that added or removed a match of the pattern (POSIX, extended). */
  firstWith(pattern: string, folder: string): Promise<Commit | undefined> {
    return this.first('-S', pattern, '--pickaxe-regex', '--', folder);
  }

  firstOf(file: string): Promise<Commit | undefined> {
    return this.first('--diff-filter=A', '--', file);
  }

  /** Returns files that ever contained a match of the pattern, even if they were deleted later. */
  filesThatHad(pattern: string, folder: string): Promise<string[]> {
    return this.filesOfLog('-S', pattern, '--pickaxe-regex', '--', folder);
  }

  /** Returns files that match the pattern and were ever deleted. Each file appears once. */
  deletedFiles(pattern: string): Promise<string[]> {
    return this.filesOfLog('--diff-filter=D', '--no-renames', '--', pattern);
  }

  show(sha: string, file: string): Promise<string> {
    return this.git('show', `${sha}:${file}`);
  }

  private async find(revision: string): Promise<string | undefined> {
    return (await this.ask('rev-parse', '--verify', '--quiet', `${revision}^{commit}`))?.trim();
  }

  private async first(...options: string[]): Promise<Commit | undefined> {
    const [line] = linesOf(await this.git('log', '--reverse', '--format=%H %aI', ...options));
    return line === undefined ? undefined : commitOf(line);
  }

  private async filesOfLog(...options: string[]): Promise<string[]> {
    return [...new Set(namesOf(await this.git('log', '--name-only', '--format=', '-z', ...options)))];
  }

  private async git(...options: string[]): Promise<string> {
    const output = await this.ask(...options);
    if (output === undefined) throw new Error(`git ${options.join(' ')} failed in ${this.root}`);
    return output;
  }

  /**
   * Returns undefined if git exits with the status for "no". Throws an Error with git's message if git fails.
   */
  private async ask(...options: string[]): Promise<string | undefined> {
    try {
      const settings = { cwd: this.root, maxBuffer: MAX_OUTPUT_BYTES };
      return (await run('git', [...PLAIN, ...options], settings)).stdout;
    } catch (error) {
      if (typeof error === 'object' && error !== null && 'code' in error && error.code === NO)
        return undefined;
      throw error;
    }
  }
}

function commitOf(line: string): Commit {
  const [sha = '', time = ''] = line.split(' ');
  return { sha, time: new Date(time).toISOString() };
}

function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => line !== '');
}

function namesOf(text: string): string[] {
  return text.split('\0').filter((name) => name !== '');
}
