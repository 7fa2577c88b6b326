import type { CommitChanges } from '#libs/portal-data';

interface Selection {
  /** The service of the contract. Undefined for all contracts. */
  readonly service: string | undefined;
  readonly isBreakingOnly: boolean;
}

/**
 * The commits with a change that fits the selection, and only these changes. Without a selection, commits that only
 * reword descriptions are also included.
 */
export function selectChanges(
  commits: readonly CommitChanges[],
  { service, isBreakingOnly }: Selection,
): readonly CommitChanges[] {
  if (service === undefined && !isBreakingOnly) return commits;
  return commits
    .map((commit) => ({
      ...commit,
      // Nobody counts rewordings by contract.
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
