import { type DeploymentRecord, inOrder, keyOf } from '#libs/github';
import { exposedAt } from './running-version.ts';
import { type FailedDeployment, failedDeployments } from './failures.ts';

export interface Idea {
  readonly service: string;
  readonly operation: string;
  readonly describedAt: Date;
  /** The end of the first successful deployment that serves the operation. Undefined until then. */
  readonly servedAt?: Date | undefined;
}

/** `at` is the end of the duration (ms since 1970). */
export interface Duration {
  readonly at: number;
  readonly ms: number;
}

/** `at` is the end of the deployment (ms since 1970). */
export interface Release {
  readonly at: number;
  /** Whether the deployment failed (for the change fail rate) or was unplanned (for the rework rate). */
  readonly counts: boolean;
}

export interface Samples {
  /** The ends of successful deployments (ms since 1970). */
  readonly deployments: readonly number[];
  /** The times from a change's first commit to the end of its first successful deployment. */
  readonly leadTimes: readonly Duration[];
  /** Deployments that reached users. `counts` is true if the deployment caused problems for users. */
  readonly changes: readonly Release[];
  /** How long each failure lasted. */
  readonly recoveries: readonly Duration[];
  /** Deployments and rollbacks that reached users. `counts` is true for an unplanned release. */
  readonly releases: readonly Release[];
  /** The times from an operation's first mention to the end of its first deployment. */
  readonly ideas: readonly Duration[];
}

export interface OpenFailure {
  readonly sha: string;
  readonly since: Date;
  readonly reason: string;
}

export interface ServiceSamples extends Samples {
  readonly openFailures: readonly OpenFailure[];
}

/** `records` contains all records of one stage, in any order. Events after `until` are ignored. */
export function samplesOf(
  service: string,
  records: readonly DeploymentRecord[],
  ideas: readonly Idea[],
  until: Date,
): ServiceSamples {
  const history = inOrder(records.filter((record) => record.service === service)).flatMap((record) =>
    asOf(record, until.getTime()),
  );
  const deployments = history.filter(({ kind }) => kind === 'deployment');
  const failed = failedDeployments(history);
  return {
    deployments: deployments
      .filter(({ result }) => result === 'success')
      .map(({ ended_at }) => Date.parse(ended_at)),
    leadTimes: leadTimes(history),
    changes: releases(deployments, new Set(failed.map(({ deployment }) => keyOf(deployment)))),
    recoveries: recoveries(failed),
    releases: releases(history, unplanned(history)),
    ideas: ideaTimes(
      ideas.filter((idea) => idea.service === service),
      until.getTime(),
    ),
    openFailures: openFailures(failed),
  };
}

export function mergeSamples(all: readonly Samples[]): Samples {
  return {
    deployments: all.flatMap(({ deployments }) => deployments),
    leadTimes: all.flatMap((samples) => samples.leadTimes),
    changes: all.flatMap(({ changes }) => changes),
    recoveries: all.flatMap((samples) => samples.recoveries),
    releases: all.flatMap((samples) => samples.releases),
    ideas: all.flatMap(({ ideas }) => ideas),
  };
}

/**
 * Removes everything that happened after `until` (ms since 1970). Returns an empty list if the deployment
 * ended after `until`.
 */
function asOf({ incidents = [], ...record }: DeploymentRecord, until: number): DeploymentRecord[] {
  if (Date.parse(record.ended_at) > until) return [];
  const known = incidents
    .filter(({ started_at }) => Date.parse(started_at) <= until)
    .map(({ ended_at, ...incident }) =>
      ended_at !== undefined && Date.parse(ended_at) <= until ? { ...incident, ended_at } : incident,
    );
  return [{ ...record, incidents: known }];
}

/**
 * A change is a pull request, or a commit without a pull request. If a wrong clock would make the duration
 * negative, the duration is 0.
 */
function leadTimes(history: readonly DeploymentRecord[]): Duration[] {
  const delivered = new Set<string | number>();
  const times: Duration[] = [];
  for (const { result, commits, ended_at } of history) {
    if (result !== 'success') continue;
    const at = Date.parse(ended_at);
    for (const { sha, time, pull_request } of commits) {
      const change = pull_request?.number ?? sha;
      const isNew = !delivered.has(change) && !delivered.has(sha);
      delivered.add(change).add(sha);
      const began = Date.parse(pull_request?.first_commit_at ?? time);
      if (isNew) times.push({ at, ms: Math.max(0, at - began) });
    }
  }
  return times;
}

function releases(records: readonly DeploymentRecord[], counted: ReadonlySet<string>): Release[] {
  return records
    .filter((record) => exposedAt(record) !== undefined)
    .map((record) => ({ at: Date.parse(record.ended_at), counts: counted.has(keyOf(record)) }));
}

/** Manual rollbacks and fixes of reported incidents are unplanned. */
function unplanned(history: readonly DeploymentRecord[]): ReadonlySet<string> {
  const rollbacks = history.filter(({ kind }) => kind === 'rollback');
  const fixes = history
    .flatMap(({ incidents = [] }) => incidents)
    .flatMap(({ started_at, fixed_by = [] }) =>
      fixed_by.flatMap((sha) => {
        const fix = history.find(
          (record) =>
            record.sha.startsWith(sha) && (exposedAt(record) ?? Number.NaN) > Date.parse(started_at),
        );
        return fix ? [fix] : [];
      }),
    );
  return new Set([...rollbacks, ...fixes].map(keyOf));
}

function recoveries(failed: readonly FailedDeployment[]): Duration[] {
  return failed
    .flatMap(({ failures }) => failures)
    .flatMap(({ from, to }) => (to === undefined ? [] : [{ at: to, ms: to - from }]));
}

function openFailures(failed: readonly FailedDeployment[]): OpenFailure[] {
  return failed.flatMap(({ deployment, failures }) =>
    failures
      .filter(({ to }) => to === undefined)
      .map(({ from, reason }) => ({ sha: deployment.sha, since: new Date(from), reason })),
  );
}

function ideaTimes(ideas: readonly Idea[], until: number): Duration[] {
  return ideas.flatMap(({ describedAt, servedAt }) => {
    const at = servedAt?.getTime();
    return at === undefined || at > until ? [] : [{ at, ms: Math.max(0, at - describedAt.getTime()) }];
  });
}
