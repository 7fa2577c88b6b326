import type { Commit, DeploymentRecord } from '../records/record.ts';
import type { PlannedRollback, PlannedService } from './plan.ts';
import type { Ports, Rollout } from './ports.ts';

/** ECS rolled back to the previous version. */
class RolledBackError extends Error {}

export interface Target {
  readonly stage: string;
  readonly sha: string;
}

/**
 * Deploys a service: image, migration, seed if the stage has test data, rollout, smoke test. Returns the record, which is
 * written whatever the result. Throws an Error only if it can't write the record.
 */
export async function deployService(
  planned: PlannedService,
  target: Target,
  ports: Ports,
): Promise<DeploymentRecord> {
  const { service, previousSha, hasDatabase } = planned;
  const { sha } = target;
  const commits = await ports.commits(planned, sha);
  const built_operations = await ports.builtOperations(service);
  const attempt = { kind: 'deployment', service, ...target, previousSha, commits, built_operations } as const;
  return record(attempt, ports, async (exposure) => {
    if (!(await ports.images.exists(service, sha))) await ports.images.publish(service, sha);
    if (hasDatabase) await migrate(service, sha, ports);
    await rollOut(service, sha, ports, exposure);
    await ports.smoke.check(service, sha);
  });
}

/**
 * Rolls a service back to a commit that ran before, at a person's request. It doesn't change the database,
 * because migrations keep it usable for the previous version.
 */
export async function rollBackService(
  planned: PlannedRollback,
  target: Target,
  ports: Ports,
): Promise<DeploymentRecord> {
  const { service } = planned;
  const { sha } = target;
  return record(rollbackAttempt(planned, target), ports, async (exposure) => {
    if (!(await ports.images.exists(service, sha)))
      throw new Error(`The image of ${service} at ${sha} no longer exists`);
    await rollOut(service, sha, ports, exposure);
    await ports.smoke.check(service, sha);
  });
}

/** Records a manual rollback. Throws an Error only if it can't write the record. */
export function recordRollback(
  planned: PlannedRollback,
  target: Target,
  ports: Pick<Ports, 'records' | 'now'>,
): Promise<DeploymentRecord> {
  return record(rollbackAttempt(planned, target), ports, async () => {});
}

function rollbackAttempt(
  { service, previousSha, builtOperations }: PlannedRollback,
  target: Target,
): Attempt {
  return {
    kind: 'rollback',
    service,
    ...target,
    previousSha,
    commits: [],
    ...(builtOperations && { built_operations: builtOperations }),
  };
}

interface Attempt extends Target, Pick<DeploymentRecord, 'kind' | 'service' | 'built_operations'> {
  readonly previousSha: string | null;
  readonly commits: readonly Commit[];
}

/** Holds when users could first get the new version. Empty if they never could. */
interface Exposure {
  at?: string;
}

/** Records that the attempt starts before anything changes, and its outcome afterwards. */
async function record(
  { previousSha, ...attempt }: Attempt,
  { records, now }: Pick<Ports, 'records' | 'now'>,
  work: (exposure: Exposure) => Promise<void>,
): Promise<DeploymentRecord> {
  const started_at = now().toISOString();
  const started = await records.start({ ...attempt, previous_sha: previousSha, started_at });
  const exposure: Exposure = {};
  const result = await resultOf(() => work(exposure));
  const ended_at = now().toISOString();
  return started.finish({
    ended_at,
    ...result,
    ...(exposure.at !== undefined && { exposed_at: exposure.at }),
  });
}

async function resultOf(work: () => Promise<void>): Promise<Pick<DeploymentRecord, 'result' | 'reason'>> {
  try {
    await work();
    return { result: 'success' };
  } catch (error) {
    return {
      result: error instanceof RolledBackError ? 'rolled_back' : 'failure',
      reason: error instanceof Error && error.message !== '' ? error.message : String(error),
    };
  }
}

async function migrate(service: string, sha: string, { stacks, migrations, seeds }: Ports): Promise<void> {
  await stacks.useImage(service, 'migration', sha);
  await stacks.deployMigration(service);
  await migrations.run(service);
  await seeds?.run(service);
}

/** Sets the exposure once ECS received the new version, unless its first tasks never became healthy. */
async function rollOut(service: string, sha: string, ports: Ports, exposure: Exposure): Promise<void> {
  const { rollouts, stacks, now } = ports;
  const before = await rollouts.current(service);
  const imageBefore = await stacks.useImage(service, 'service', sha);
  // The next deployment of the stack must get the running version.
  const restoreImage = async (): Promise<void> => {
    if (imageBefore !== undefined) await stacks.useImage(service, 'service', imageBefore);
  };
  const exposed_at = now().toISOString();
  const intended = await deployStack(service, before, ports).catch(async (error: unknown) => {
    if (error instanceof RolledBackError) exposure.at = exposed_at;
    await restoreImage();
    throw error;
  });
  const outcome = await rollouts.settle(service, intended);
  if (before || outcome.kind === 'completed') exposure.at = exposed_at;
  if (outcome.kind === 'completed') return;
  await restoreImage();
  throw before ? new RolledBackError(outcome.reason) : new Error(outcome.reason);
}

/**
 * CloudFormation fails if ECS rolls back, but also for other reasons. Only in the first case did ECS receive
 * a new version in between.
 */
async function deployStack(
  service: string,
  before: Rollout | undefined,
  { rollouts, stacks }: Ports,
): Promise<string> {
  try {
    return await stacks.deployService(service);
  } catch (error) {
    const after = before && (await rollouts.current(service));
    if (!before || !after || after.id === before.id) throw error;
    throw new RolledBackError(`ECS restored the previous version of ${service}`, { cause: error });
  }
}
