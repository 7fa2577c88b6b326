import { type DeploymentRecord, keyOf } from '#libs/github';
import { deploymentRunningAt, exposedAt } from './running-version.ts';

/** A period in which a deployment caused problems for users (ms since 1970). */
export interface Failure {
  readonly from: number;
  /** Undefined if the problems continue. */
  readonly to: number | undefined;
  readonly reason: string;
}

export interface FailedDeployment {
  readonly deployment: DeploymentRecord;
  /** Oldest first, without overlaps. */
  readonly failures: readonly Failure[];
}

/** `history` has the records of one service, oldest first. */
export function failedDeployments(history: readonly DeploymentRecord[]): FailedDeployment[] {
  const rollbacks = rollbacksByDeployment(history);
  return history
    .filter(({ kind }) => kind === 'deployment')
    .map((deployment) => ({
      deployment,
      failures: merge(failuresOf(deployment, rollbacks.get(keyOf(deployment)), history)),
    }))
    .filter(({ failures }) => failures.length > 0);
}

function failuresOf(
  deployment: DeploymentRecord,
  rollback: DeploymentRecord | undefined,
  history: readonly DeploymentRecord[],
): Failure[] {
  const { result, reason = result, ended_at, incidents = [] } = deployment;
  const exposed = exposedAt(deployment);
  const reported = incidents.map((incident): Failure => ({
    from: at(incident.started_at),
    to: incident.ended_at === undefined ? undefined : at(incident.ended_at),
    reason: incident.description,
  }));
  // ECS restored the previous version before the deployment ended.
  if (result === 'rolled_back' && exposed !== undefined)
    return [...reported, { from: exposed, to: at(ended_at), reason }];
  // The new version runs until a later version passes its smoke test.
  if (result === 'failure' && exposed !== undefined)
    return [...reported, { from: exposed, to: nextSuccess(history, deployment), reason }];
  if (rollback && reported.length === 0)
    return [
      {
        from: at(rollback.started_at),
        to: rollback.result === 'success' ? at(rollback.ended_at) : nextSuccess(history, rollback),
        reason: 'rolled back by hand',
      },
    ];
  return reported;
}

/** Maps each deployment to its first manual rollback. Ignores a rollback to the running version. */
function rollbacksByDeployment(history: readonly DeploymentRecord[]): ReadonlyMap<string, DeploymentRecord> {
  const rollbacks = new Map<string, DeploymentRecord>();
  history.forEach((rollback, index) => {
    if (rollback.kind !== 'rollback') return;
    const undone = deploymentRunningAt(history.slice(0, index), at(rollback.started_at));
    if (!undone || undone.sha === rollback.sha || rollbacks.has(keyOf(undone))) return;
    rollbacks.set(keyOf(undone), rollback);
  });
  return rollbacks;
}

function nextSuccess(history: readonly DeploymentRecord[], after: DeploymentRecord): number | undefined {
  const next = history.slice(history.indexOf(after) + 1).find(({ result }) => result === 'success');
  return next && at(next.ended_at);
}

/** Merges overlapping periods. The merged period keeps the reason of the first period. */
function merge(failures: readonly Failure[]): Failure[] {
  const merged: Failure[] = [];
  for (const failure of failures.toSorted((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (!last || (last.to !== undefined && last.to < failure.from)) {
      merged.push(failure);
      continue;
    }
    const to = last.to === undefined || failure.to === undefined ? undefined : Math.max(last.to, failure.to);
    merged.splice(-1, 1, { ...last, to });
  }
  return merged;
}

function at(time: string): number {
  return Date.parse(time);
}
