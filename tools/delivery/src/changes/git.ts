import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Commit } from '#libs/github';

const run = promisify(execFile);
const MAX_OUTPUT_BYTES = 256 * 1024 * 1024;
/** Overrides settings in a user's own configuration that would change the output. */
const PLAIN = ['log.showSignature=false', 'color.ui=false', 'core.quotePath=false'].flatMap((setting) => [
  '-c',
  setting,
]);
/** Git's exit status for "no". */
const NO = 1;

/** A commit and its parent. The first commit of a repository has no parent. */
export interface HistoryCommit extends Commit {
  readonly parent: string | null;
}

/** Reads a repository's history. Times are author dates. */
export class Git {
  private readonly root: string;

  constructor(root: string) {
    this.root = root;
  }

  /** Resolves a branch, a tag or a short sha. Throws an Error if no such commit exists. */
  async resolve(revision: string): Promise<string> {
    const sha = await this.find(revision);
    if (sha === undefined) throw new Error(`There is no commit ${revision} in ${this.root}. Fetch it first`);
    return sha;
  }

  /** Whether the repository has the commit. Throws an Error in a shallow clone. */
  async knows(sha: string): Promise<boolean> {
    if ((await this.find(sha)) !== undefined) return true;
    if ((await this.git('rev-parse', '--is-shallow-repository')).trim() === 'true')
      throw new Error(
        `The commit ${sha} is missing, because this clone is shallow. In a workflow, check out with fetch-depth: 0. Elsewhere, run git fetch --unshallow`,
      );
    return false;
  }

  /** Whether `sha` is `descendant` or in the history of `descendant`. The repository must have both commits. */
  async isAncestor(sha: string, descendant: string): Promise<boolean> {
    return (await this.ask('merge-base', '--is-ancestor', sha, descendant)) !== undefined;
  }

  /** Commits in the history of `head` but not of `base`, oldest first, without merges. */
  async commitsBetween(base: string, head: string): Promise<HistoryCommit[]> {
    const log = await this.git('log', '--reverse', '--no-merges', '--format=%H %aI %P', `${base}..${head}`);
    return linesOf(log).map((line) => ({ ...commitOf(line), parent: line.split(' ')[2] || null }));
  }

  /** The last common ancestor of two commits. */
  async mergeBase(one: string, other: string): Promise<string> {
    return (await this.git('merge-base', one, other)).trim();
  }

  /** Changed files, relative to the repository's root. A moved file appears with both names. */
  async filesBetween(base: string, head: string): Promise<string[]> {
    return namesOf(await this.git('diff', '--name-only', '--no-renames', '-z', base, head, '--'));
  }

  /** The first commit that changed how often a pattern (POSIX, extended) occurs in files under a folder. */
  firstWith(pattern: string, folder: string): Promise<Commit | undefined> {
    return this.first('-S', pattern, '--pickaxe-regex', '--', folder);
  }

  /** The commit that added a file. */
  firstOf(file: string): Promise<Commit | undefined> {
    return this.first('--diff-filter=A', '--', file);
  }

  /** Files under a folder in which the pattern ever occurred, deleted files included. */
  filesThatHad(pattern: string, folder: string): Promise<string[]> {
    return this.filesOfLog('-S', pattern, '--pickaxe-regex', '--', folder);
  }

  /** Files that match a pattern and were deleted by a commit, each once. */
  deletedFiles(pattern: string): Promise<string[]> {
    return this.filesOfLog('--diff-filter=D', '--no-renames', '--', pattern);
  }

  /** The content of a file at a commit. */
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

  /** Returns undefined if git exits with the status for "no". Throws an Error with git's message if git fails. */
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
