import type { CommitChanges } from '#libs/portal-data';

interface Selection {
  /** Undefined selects all contracts. */
  readonly service: string | undefined;
  readonly isBreakingOnly: boolean;
}

/**
 * Returns commits that have a selected change, without their other changes. Without a selection, also returns commits
 * that only reword descriptions.
 */
export function selectChanges(
  commits: readonly CommitChanges[],
  { service, isBreakingOnly }: Selection,
): readonly CommitChanges[] {
  if (service === undefined && !isBreakingOnly) return commits;
  return commits
    .map((commit) => ({
      ...commit,
      // A selection shows no rewordings, because a commit counts its rewordings for all contracts together.
      wordings: 0,
      contracts: commit.contracts
        .filter((contract) => service === undefined || contract.service === service)
        .map((contract) => ({
          ...contract,
          changes: contract.changes.filter(({ breaking }) => breaking || !isBreakingOnly),
        }))
        .filter(({ changes }) => changes.length > 0),
    }))
    .filter(({ contracts }) => contracts.length > 0);
}
