import type { AffectedProjects } from './affected-projects.ts';
import type { DeploymentRecords } from '../records/deployment-records.ts';
import type { HistoryCommit } from './git.ts';
import type { Commit } from '../records/record.ts';

/** The history that the planner reads. `Git` implements it. */
export interface History {
  knows(sha: string): Promise<boolean>;
  isAncestor(sha: string, descendant: string): Promise<boolean>;
  commitsBetween(base: string, head: string): Promise<readonly HistoryCommit[]>;
}

export interface ChangeSources {
  readonly records: Pick<DeploymentRecords, 'lastSuccessful'>;
  readonly history: History;
  readonly affected: AffectedProjects;
}

export interface ChangedServicesOptions {
  /** Callees first, as `loadManifests` returns them. The result has the same order. */
  readonly services: readonly string[];
  readonly stage: string;
  /** The full sha to deploy. It must be checked out. */
  readonly head: string;
}

/** Whether a service differs from the version that a stage runs. */
export interface ServiceChange {
  readonly service: string;
  readonly changed: boolean;
  /** The commit of the last successful record, which is the running version. Null before the first. */
  readonly previousSha: string | null;
  /** The reason, as a sentence for people. */
  readonly reason: string;
}

/**
 * Compares each service with the commit of its last successful record in the stage, never with the previous
 * commit. So the next deployment includes the changes of a failed one.
 */
export async function changedServices(
  { services, stage, head }: ChangedServicesOptions,
  { records, history, affected }: ChangeSources,
): Promise<ServiceChange[]> {
  const changes: ServiceChange[] = [];
  for (const service of services) {
    const previousSha = (await records.lastSuccessful(stage, service))?.sha ?? null;
    const result = await compare({ service, stage, previousSha, head }, { history, affected });
    changes.push({ service, previousSha, ...result });
  }
  return changes;
}

interface Comparison {
  readonly service: string;
  readonly stage: string;
  readonly previousSha: string | null;
  readonly head: string;
}

async function compare(
  { service, stage, previousSha, head }: Comparison,
  { history, affected }: Omit<ChangeSources, 'records'>,
): Promise<Pick<ServiceChange, 'changed' | 'reason'>> {
  if (previousSha === null) return { changed: true, reason: `nothing was deployed to ${stage} yet` };
  const previous = previousSha.slice(0, 7);
  if (previousSha === head) return { changed: false, reason: `${previous} already runs` };
  if (!(await history.knows(previousSha)))
    return { changed: true, reason: `the running version ${previous} is not in this repository` };
  if (!(await history.isAncestor(previousSha, head)))
    return {
      changed: true,
      reason: `the running version ${previous} is not in the history of ${head.slice(0, 7)}`,
    };
  const projects = await affected.between(previousSha, head);
  return projects.has(service)
    ? { changed: true, reason: `affected by changes since ${previous}` }
    : { changed: false, reason: `not affected by changes since ${previous}` };
}

/**
 * Commits since the deployed version that affect the service or its dependencies,
 * oldest first. Empty for a first deployment, which would contain the whole history.
 */
export async function commitsInDeployment(
  { service, previousSha }: Pick<ServiceChange, 'service' | 'previousSha'>,
  head: string,
  { history, affected }: Omit<ChangeSources, 'records'>,
): Promise<Commit[]> {
  if (previousSha === null || !(await history.knows(previousSha))) return [];
  const commits: Commit[] = [];
  for (const { sha, parent, time } of await history.commitsBetween(previousSha, head)) {
    if (parent === null || (await affected.between(parent, sha)).has(service)) commits.push({ sha, time });
  }
  return commits;
}
