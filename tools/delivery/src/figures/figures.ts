import { type DeploymentRecord, inOrder, keyOf } from '../records/record.ts';

/** Fewer samples give no figure. */
const ENOUGH_SAMPLES = 5;

const WEEK_MS = 7 * 24 * 60 * 60 * 1000;

/** The period of the figures, both ends included. An event belongs to it if it ended in it. */
export interface Period {
  readonly since: Date;
  readonly until: Date;
}

/** An operation, from the first commit that named it to the first deployment that serves it. */
export interface Idea {
  readonly service: string;
  readonly operation: string;
  readonly describedAt: Date;
  /** The end of the first successful deployment with a built handler. Undefined before that. */
  readonly servedAt?: Date | undefined;
}

export interface Figure {
  /** Null if there are too few samples. */
  readonly value: number | null;
  readonly samples: number;
}

/** A failed deployment without a later success. */
export interface OpenFailure extends Pick<DeploymentRecord, 'sha' | 'ended_at'> {
  readonly reason: string;
}

export interface ServiceFigures {
  readonly service: string;
  /** Successful deployments per week. */
  readonly deploymentFrequency: Figure;
  /** Median from a commit to the end of the first deployment that contains it (ms). */
  readonly leadTime: Figure;
  /** The fraction of deployments that failed, caused an incident or were rolled back (0 to 1). */
  readonly changeFailureRate: Figure & { readonly failed: number };
  /** Median from the end of a failed deployment to the end of the next successful record (ms). */
  readonly timeToRecovery: Figure;
  readonly openFailures: readonly OpenFailure[];
  /** Median from an operation's first mention to the end of the first deployment that serves it (ms). */
  readonly ideaToCode: Figure;
  /** Operations that are described and not served yet. */
  readonly waitingIdeas: readonly string[];
}

interface Failure {
  readonly deployment: DeploymentRecord;
  /** When the failure showed: the deployment's end, an incident's start or a rollback (ms). */
  readonly shownAt: number;
  readonly reason: string;
}

/**
 * Computes the figures of a service. `records` are all records of one stage with their incidents. Their
 * order doesn't matter, and records of other services are ignored.
 */
export function figuresOf(
  service: string,
  records: readonly DeploymentRecord[],
  ideas: readonly Idea[],
  period: Period,
): ServiceFigures {
  const history = inOrder(
    records.filter((record) => record.service === service && isBefore(record, period.until)),
  );
  const deployments = history.filter(
    ({ kind, ended_at }) => kind === 'deployment' && isIn(period, at(ended_at)),
  );
  const successes = deployments.filter(({ result }) => result === 'success').length;
  const failures = failuresOf(deployments, history);
  const own = ideas.filter((idea) => idea.service === service);
  return {
    service,
    deploymentFrequency: figure(successes, successes / weeksOf(period)),
    leadTime: medianOf(leadTimes(history, period)),
    changeFailureRate: {
      ...figure(deployments.length, failures.length / deployments.length),
      failed: failures.length,
    },
    ...recoveryOf(failures, history),
    ideaToCode: medianOf(ideaTimes(own, period)),
    waitingIdeas: own.filter(({ servedAt }) => !servedAt).map(({ operation }) => operation),
  };
}

/** The middle value, or the mean of the middle two. Undefined for an empty list. */
export function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  return upper === undefined || lower === undefined ? undefined : (lower + upper) / 2;
}

function medianOf(values: readonly number[]): Figure {
  return figure(values.length, median(values) ?? null);
}

function figure(samples: number, value: number | null): Figure {
  return { samples, value: samples < ENOUGH_SAMPLES ? null : value };
}

/** One duration per commit, from its author date to its first deployment. A wrong clock gives 0, never less. */
function leadTimes(history: readonly DeploymentRecord[], period: Period): number[] {
  const seen = new Set<string>();
  const times: number[] = [];
  for (const { result, commits, ended_at } of history) {
    if (result !== 'success') continue;
    for (const { sha, time } of commits) {
      if (seen.has(sha)) continue;
      seen.add(sha);
      if (isIn(period, at(ended_at))) times.push(Math.max(0, at(ended_at) - at(time)));
    }
  }
  return times;
}

function failuresOf(
  deployments: readonly DeploymentRecord[],
  history: readonly DeploymentRecord[],
): readonly Failure[] {
  const rollbacks = rollbacksByDeployment(history);
  return deployments.flatMap((deployment) => {
    const [first] = signsOf(deployment, rollbacks.get(keyOf(deployment))).sort(
      (a, b) => a.shownAt - b.shownAt,
    );
    return first ? [first] : [];
  });
}

/** Every sign that a deployment failed. */
function signsOf(deployment: DeploymentRecord, rollback: DeploymentRecord | undefined): Failure[] {
  const { result, reason, incident, ended_at } = deployment;
  return [
    ...(result === 'success' ? [] : [{ deployment, shownAt: at(ended_at), reason: reason ?? result }]),
    ...(incident ? [{ deployment, shownAt: at(incident.at), reason: incident.description }] : []),
    ...(rollback ? [{ deployment, shownAt: at(rollback.started_at), reason: 'rolled back by hand' }] : []),
  ];
}

/**
 * Deployments that a person rolled back, each with its first rollback. A rollback undoes the version that it
 * finds running. A rollback to the running version undoes nothing: it follows a failed deployment, which
 * already counts.
 */
function rollbacksByDeployment(history: readonly DeploymentRecord[]): ReadonlyMap<string, DeploymentRecord> {
  const rollbacks = new Map<string, DeploymentRecord>();
  for (const rollback of history) {
    if (rollback.kind !== 'rollback' || rollback.sha === rollback.previous_sha) continue;
    const deployment = history.findLast(
      ({ kind, result, sha, ended_at }) =>
        kind === 'deployment' &&
        result === 'success' &&
        sha === rollback.previous_sha &&
        at(ended_at) <= at(rollback.started_at),
    );
    if (deployment && !rollbacks.has(keyOf(deployment))) rollbacks.set(keyOf(deployment), rollback);
  }
  return rollbacks;
}

function recoveryOf(
  failures: readonly Failure[],
  history: readonly DeploymentRecord[],
): Pick<ServiceFigures, 'timeToRecovery' | 'openFailures'> {
  const times: number[] = [];
  const openFailures: OpenFailure[] = [];
  for (const { deployment, shownAt, reason } of failures) {
    const failedAt = at(deployment.ended_at);
    const recovery = history.find(
      ({ result, ended_at }) => result === 'success' && at(ended_at) > failedAt && at(ended_at) >= shownAt,
    );
    if (recovery) times.push(at(recovery.ended_at) - failedAt);
    else openFailures.push({ sha: deployment.sha, ended_at: deployment.ended_at, reason });
  }
  return { timeToRecovery: medianOf(times), openFailures };
}

function ideaTimes(ideas: readonly Idea[], period: Period): number[] {
  return ideas.flatMap(({ describedAt, servedAt }) =>
    servedAt && isIn(period, servedAt.getTime())
      ? [Math.max(0, servedAt.getTime() - describedAt.getTime())]
      : [],
  );
}

function isBefore({ ended_at }: DeploymentRecord, until: Date): boolean {
  return at(ended_at) <= until.getTime();
}

function isIn({ since, until }: Period, time: number): boolean {
  return since.getTime() <= time && time <= until.getTime();
}

function weeksOf({ since, until }: Period): number {
  return (until.getTime() - since.getTime()) / WEEK_MS;
}

function at(time: string): number {
  return Date.parse(time);
}
