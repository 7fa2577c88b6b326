import { type DeploymentRecord, inOrder } from '#libs/github';

/** When the version of a record could first receive requests of users (ms). Undefined if it never received requests. */
export function exposedAt({ result, exposed_at, ended_at }: DeploymentRecord): number | undefined {
  if (exposed_at !== undefined) return Date.parse(exposed_at);
  return result === 'success' ? Date.parse(ended_at) : undefined;
}

/** The record whose version one service ran at a time (ms). Undefined if nothing ran. */
export function runningAt(history: readonly DeploymentRecord[], time: number): DeploymentRecord | undefined {
  return inOrder(history).findLast((record) => {
    const since = exposedAt(record);
    if (since === undefined || since > time) return false;
    return record.result !== 'rolled_back' || time < Date.parse(record.ended_at);
  });
}

/**
 * The deployment of the version that one service ran at a time (ms). After a rollback, it is the deployment of the
 * restored version, not of the undone version. Undefined if nothing ran, or the records don't go back so far.
 */
export function deploymentRunningAt(
  history: readonly DeploymentRecord[],
  time: number,
): DeploymentRecord | undefined {
  const running = runningAt(history, time);
  if (running?.kind !== 'rollback') return running;
  return inOrder(history).findLast(
    ({ kind, result, sha, ended_at }) =>
      kind === 'deployment' &&
      result === 'success' &&
      sha === running.sha &&
      Date.parse(ended_at) <= Date.parse(running.started_at),
  );
}
