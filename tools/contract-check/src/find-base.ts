import { runGit } from './run-git.ts';

const SHORT = 9;

/** What the working tree is compared with: the commit where its history left that of a revision. */
export interface Base {
  /** As it was asked for: a branch, a tag, a commit. */
  readonly revision: string;
  readonly commit: string;
}

/** Finds where the working tree's history left that of a revision. Throws an Error that says what to fetch. */
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

/** What was compared with, in a sentence for people. */
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
