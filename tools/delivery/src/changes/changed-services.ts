import type { AffectedProjects } from './affected-projects.ts';
import type { DeploymentRecords } from '../records/deployment-records.ts';
import type { HistoryCommit } from './git.ts';
import type { Commit } from '../records/record.ts';

/** What must be known of the repository's past; `Git` knows it. */
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

export interface ChangeQuestion {
  /** In the order in which the answer is wanted: callees first, as `loadManifests` gives them. */
  readonly services: readonly string[];
  readonly stage: string;
  /** The full sha of what would be deployed; it must be checked out. */
  readonly head: string;
}

/** Whether a service differs from what runs at a stage. */
export interface ServiceChange {
  readonly service: string;
  readonly changed: boolean;
  /** The commit of the last successful record, which tells what runs; null before the first. */
  readonly previousSha: string | null;
  /** For people: why it is changed, or not. */
  readonly reason: string;
}

/**
 * Compares each service with the commit of its last successful record at the stage, never with the previous
 * commit: what a failed deployment did not bring is brought by the next.
 */
export async function changedServices(
  { services, stage, head }: ChangeQuestion,
  { records, history, affected }: ChangeSources,
): Promise<ServiceChange[]> {
  const changes: ServiceChange[] = [];
  for (const service of services) {
    const previousSha = (await records.lastSuccessful(stage, service))?.sha ?? null;
    const verdict = await judge({ service, stage, previousSha, head }, { history, affected });
    changes.push({ service, previousSha, ...verdict });
  }
  return changes;
}

interface Comparison {
  readonly service: string;
  readonly stage: string;
  readonly previousSha: string | null;
  readonly head: string;
}

async function judge(
  { service, stage, previousSha, head }: Comparison,
  { history, affected }: Omit<ChangeSources, 'records'>,
): Promise<Pick<ServiceChange, 'changed' | 'reason'>> {
  if (previousSha === null) return { changed: true, reason: `nothing was deployed to ${stage} yet` };
  const previous = previousSha.slice(0, 7);
  if (previousSha === head) return { changed: false, reason: `${previous} runs already` };
  if (!(await history.knows(previousSha)))
    return { changed: true, reason: `${previous}, which runs, is not in this repository` };
  if (!(await history.isAncestor(previousSha, head)))
    return { changed: true, reason: `${previous}, which runs, is not in the history of ${head.slice(0, 7)}` };
  const projects = await affected.between(previousSha, head);
  return projects.has(service)
    ? { changed: true, reason: `affected by what changed since ${previous}` }
    : { changed: false, reason: `not affected by what changed since ${previous}` };
}

/**
 * The commits that a deployment brings: those since what runs that touch the service or what it depends on,
 * oldest first. None for a first deployment, which brings all of the past.
 */
export async function commitsBrought(
  { service, previousSha }: Pick<ServiceChange, 'service' | 'previousSha'>,
  head: string,
  { history, affected }: Omit<ChangeSources, 'records'>,
): Promise<Commit[]> {
  if (previousSha === null || !(await history.knows(previousSha))) return [];
  const brought: Commit[] = [];
  for (const { sha, parent, time } of await history.commitsBetween(previousSha, head)) {
    if (parent === null || (await affected.between(parent, sha)).has(service)) brought.push({ sha, time });
  }
  return brought;
}
