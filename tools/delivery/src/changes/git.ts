import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { z } from 'zod';
import type { Commit } from '#libs/github';

const run = promisify(execFile);
const MAX_OUTPUT_BYTES = 256 * 1024 * 1024;
/** Overrides settings of a person's own configuration that would change the output. */
const PLAIN = ['log.showSignature=false', 'color.ui=false', 'core.quotePath=false'].flatMap((setting) => [
  '-c',
  setting,
]);
/** Node's error for a failed command: its exit status, or an error code if it could not start. */
const failureSchema = z.object({ code: z.union([z.number(), z.string()]).nullish(), stderr: z.string() });
/** Git's exit status for "no". */
const NO = 1;

/** A commit and its parent. The first commit of a repository has none. */
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

  /** Whether `sha` is `descendant` or in its history. Both must be known. */
  async isAncestor(sha: string, descendant: string): Promise<boolean> {
    return (await this.tryGit('merge-base', '--is-ancestor', sha, descendant)) !== undefined;
  }

  /** Commits in the history of `head` but not of `base`, oldest first, without merges. */
  async commitsBetween(base: string, head: string): Promise<HistoryCommit[]> {
    const log = await this.git('log', '--reverse', '--no-merges', '--format=%H %P %aI', `${base}..${head}`);
    return linesOf(log).map((line) => {
      const words = line.split(' ').filter((word) => word !== '');
      const [sha = '', parent] = words;
      return { sha, parent: words.length > 2 && parent ? parent : null, time: toUtc(words.at(-1)) };
    });
  }

  /** The last common ancestor of two commits. */
  async mergeBase(one: string, other: string): Promise<string> {
    return (await this.git('merge-base', one, other)).trim();
  }

  /** Changed files, relative to the repository's root. A moved file appears with both names. */
  async filesBetween(base: string, head: string): Promise<string[]> {
    const names = await this.git('diff', '--name-only', '--no-renames', '-z', base, head, '--');
    return names.split('\0').filter((name) => name !== '');
  }

  /** Added and removed lines of a file, each after its sign. Empty for a binary file. */
  async changedLines(base: string, head: string, file: string): Promise<string[]> {
    const diff = await this.git(
      'diff',
      '--unified=0',
      '--no-renames',
      '--no-ext-diff',
      base,
      head,
      '--',
      file,
    );
    const lines = linesOf(diff);
    const start = lines.findIndex((line) => line.startsWith('@@'));
    return start < 0 ? [] : lines.slice(start).filter((line) => /^[+-]/.test(line));
  }

  /** The first commit that changed how often a pattern (POSIX, extended) occurs in files under a folder. */
  async firstWith(pattern: string, folder: string): Promise<Commit | undefined> {
    const [first] = await this.log('-S', pattern, '--pickaxe-regex', '--', folder);
    return first;
  }

  /** Files under a folder in which the pattern ever occurred, deleted files included. */
  async filesThatHad(pattern: string, folder: string): Promise<string[]> {
    const names = await this.git(
      'log',
      '-S',
      pattern,
      '--pickaxe-regex',
      '--name-only',
      '--format=',
      '--',
      folder,
    );
    return [...new Set(linesOf(names))];
  }

  /** Files that match a pattern and were deleted by a commit, each once. */
  async deletedFiles(pattern: string): Promise<string[]> {
    const names = await this.git(
      'log',
      '--diff-filter=D',
      '--no-renames',
      '--name-only',
      '--format=',
      '-z',
      '--',
      pattern,
    );
    return [...new Set(names.split('\0').filter((name) => name !== ''))];
  }

  /** The content of a file at a commit. */
  show(sha: string, file: string): Promise<string> {
    return this.git('show', `${sha}:${file}`);
  }

  /** The commit that added a file. */
  async firstOf(file: string): Promise<Commit | undefined> {
    const [first] = await this.log('--diff-filter=A', '--', file);
    return first;
  }

  private async find(revision: string): Promise<string | undefined> {
    const sha = await this.tryGit('rev-parse', '--verify', '--quiet', `${revision}^{commit}`);
    return sha?.trim();
  }

  private async log(...options: string[]): Promise<Commit[]> {
    const log = await this.git('log', '--reverse', '--format=%H %aI', ...options);
    return linesOf(log).map((line) => {
      const [sha = '', time] = line.split(' ');
      return { sha, time: toUtc(time) };
    });
  }

  /** Undefined if git exits with "no". */
  private async tryGit(...options: string[]): Promise<string | undefined> {
    try {
      return await this.git(...options);
    } catch (error) {
      if (error instanceof GitError && error.status === NO) return undefined;
      throw error;
    }
  }

  private async git(...options: string[]): Promise<string> {
    try {
      const { stdout } = await run('git', [...PLAIN, ...options], {
        cwd: this.root,
        maxBuffer: MAX_OUTPUT_BYTES,
      });
      return stdout;
    } catch (error) {
      throw new GitError(this.root, options, error);
    }
  }
}

class GitError extends Error {
  readonly status: number | string | null | undefined;

  constructor(root: string, options: readonly string[], cause: unknown) {
    const { code, stderr } = detailsOf(cause);
    super(`git ${options.join(' ')} failed in ${root}: ${stderr.trim() || String(cause)}`, { cause });
    this.status = code;
  }
}

function detailsOf(cause: unknown): z.output<typeof failureSchema> {
  const result = failureSchema.safeParse(cause);
  return result.success ? result.data : { stderr: '' };
}

function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => line !== '');
}

function toUtc(time: string | undefined): string {
  return new Date(time ?? Number.NaN).toISOString();
}
