import { runGit } from './run-git.ts';

const SHORT = 9;

/** The merge base of the working tree and a revision. */
export interface Base {
  /** The revision as given: a branch, a tag or a commit. */
  readonly revision: string;
  readonly commit: string;
}

/** Finds the merge base. Throws an Error that says what to fetch. */
export async function findBase(root: string, revision: string): Promise<Base> {
  await runGit(root, 'rev-parse', '--verify', '--quiet', `${revision}^{commit}`).catch(
    async (cause: unknown) => {
      throw new Error(`git knows no ${revision} here. ${await remedy(root, revision)}`, { cause });
    },
  );
  const commit = await runGit(root, 'merge-base', revision, 'HEAD').catch(async (cause: unknown) => {
    throw new Error(`${revision} and HEAD have no commit in common. ${await remedy(root, revision)}`, {
      cause,
    });
  });
  return { revision, commit: commit.trim() };
}

/** Describes the comparison in a sentence. */
export function sayBase({ revision, commit }: Base, isEmpty: boolean): string {
  const place = `Compared with ${commit.slice(0, SHORT)}, where this left ${revision}`;
  return isEmpty ? `${place}: it has no contracts yet, so all are new.` : `${place}.`;
}

async function remedy(root: string, revision: string): Promise<string> {
  const isShallow = (await runGit(root, 'rev-parse', '--is-shallow-repository')).trim() === 'true';
  if (isShallow)
    return 'Only a part of the history was fetched: git fetch --unshallow; in a workflow, check out with fetch-depth: 0.';
  return `Is it fetched (git fetch origin), and is ${revision} its name? Name another with --base.`;
}
