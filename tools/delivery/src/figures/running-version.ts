import { type DeploymentRecord, inOrder } from '#libs/github';

/**
 * When users could first reach the version (ms since 1970). Undefined if users could never reach the version.
 */
export function exposedAt({ result, exposed_at, ended_at }: DeploymentRecord): number | undefined {
  if (exposed_at !== undefined) return Date.parse(exposed_at);
  return result === 'success' ? Date.parse(ended_at) : undefined;
}

/** `time` is in ms since 1970. `history` contains the records of one service. */
export function runningAt(history: readonly DeploymentRecord[], time: number): DeploymentRecord | undefined {
  return inOrder(history).findLast((record) => {
    const since = exposedAt(record);
    if (since === undefined || since > time) return false;
    return record.result !== 'rolled_back' || time < Date.parse(record.ended_at);
  });
}

/**
 * Returns the deployment of the version that ran at a time (ms since 1970). If a rollback restored the
 * version, returns the version's earlier deployment, not the rollback. Returns undefined if no version ran,
 * or if the records don't reach back to that deployment.
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
