import { type DeploymentRecord, keyOf } from '#libs/github';
import { deploymentRunningAt, exposedAt } from './running-version.ts';

/** A time in which users suffered from a deployment (ms). */
export interface Spell {
  readonly from: number;
  /** The end of this time. Undefined if users still suffer. */
  readonly to: number | undefined;
  readonly reason: string;
}

/** A deployment that reached users and hurt them. */
export interface FailedDeployment {
  readonly deployment: DeploymentRecord;
  /** The times in which users suffered, oldest first. They don't overlap. */
  readonly spells: readonly Spell[];
}

/** The deployments of one service that hurt users. `history` is in order. */
export function failedDeployments(history: readonly DeploymentRecord[]): FailedDeployment[] {
  const rollbacks = rollbacksByDeployment(history);
  return history
    .filter(({ kind }) => kind === 'deployment')
    .map((deployment) => ({
      deployment,
      spells: merge(spellsOf(deployment, rollbacks.get(keyOf(deployment)), history)),
    }))
    .filter(({ spells }) => spells.length > 0);
}

function spellsOf(
  deployment: DeploymentRecord,
  rollback: DeploymentRecord | undefined,
  history: readonly DeploymentRecord[],
): Spell[] {
  const { result, reason = result, ended_at, incidents = [] } = deployment;
  const exposed = exposedAt(deployment);
  const reported = incidents.map((incident): Spell => ({
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

/**
 * Deployments that a person rolled back, each with its first rollback. A rollback undoes the running version. A
 * rollback to the running version undoes nothing.
 */
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

/** Merges overlapping times. The merged time has the first reason. */
function merge(spells: readonly Spell[]): Spell[] {
  const merged: Spell[] = [];
  for (const spell of spells.toSorted((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (!last || (last.to !== undefined && last.to < spell.from)) {
      merged.push(spell);
      continue;
    }
    const to = last.to === undefined || spell.to === undefined ? undefined : Math.max(last.to, spell.to);
    merged.splice(-1, 1, { ...last, to });
  }
  return merged;
}

function at(time: string): number {
  return Date.parse(time);
}
