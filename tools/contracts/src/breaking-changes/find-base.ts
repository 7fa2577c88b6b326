import { runGit } from './run-git.ts';

const SHORT = 9;

export interface Base {
  /** A branch, a tag or a commit. */
  readonly revision: string;
  readonly commit: string;
}

/** Throws an Error that says what to fetch. */
export async function findBase(root: string, revision: string): Promise<Base> {
  await runGit(root, 'rev-parse', '--verify', '--quiet', `${revision}^{commit}`).catch(
    async (cause: unknown) => {
      throw new Error(`git doesn't know ${revision}. ${await remedy(root)}`, { cause });
    },
  );
  const commit = await runGit(root, 'merge-base', revision, 'HEAD').catch(async (cause: unknown) => {
    throw new Error(`${revision} and HEAD have no commit in common. ${await remedy(root)}`, {
      cause,
    });
  });
  return { revision, commit: commit.trim() };
}

/** `isEmpty` means that the base has no contracts. */
export function describeBase({ revision, commit }: Base, isEmpty: boolean): string {
  const base = `Compared with ${commit.slice(0, SHORT)}, the merge base with ${revision}.`;
  return isEmpty ? `${base} It has no contracts, so all are new.` : base;
}

async function remedy(root: string): Promise<string> {
  const isShallow = (await runGit(root, 'rev-parse', '--is-shallow-repository')).trim() === 'true';
  if (isShallow)
    return 'This clone has only part of the history. Run git fetch --unshallow, or check out with fetch-depth: 0 in a workflow.';
  return 'Run git fetch origin, or choose another revision with --base.';
}
