import type { DeploymentAttempt, DeploymentRecord } from '#libs/github';
import type { PlannedUnit } from './plan.ts';
import type { PlannedRollback } from './plan-rollback.ts';
import type { Ports, Rollout } from './ports.ts';
import { isShared } from './stack-names.ts';

class RolledBackError extends Error {}

export interface Target {
  readonly stage: string;
  readonly sha: string;
}

/**
 * Deploys the changed parts of a unit. A service deploys in this order: data stack, image, migration, test
 * data if the stage has any, rollout, smoke test. Writes the record even if the deployment fails. Throws
 * an Error only if the record can't be written.
 */
export async function deployService(
  planned: PlannedUnit,
  target: Target,
  ports: Ports,
): Promise<DeploymentRecord> {
  const { service, parts, content, imageSha } = planned;
  const attempt = {
    kind: 'deployment',
    service,
    ...target,
    previous_sha: planned.previousSha,
    image_sha: imageSha === target.sha ? undefined : imageSha,
    content,
    commits: await ports.commits(planned, target.sha),
    built_operations: await ports.builtOperations(service),
  } as const;
  return record(attempt, ports, async (exposure) => {
    if (isShared(service)) {
      for (const part of parts) await ports.stacks.deploy(service, part);
      return;
    }
    if (parts.includes('data-stack')) await ports.stacks.deploy(service, 'data-stack');
    await provideImage(planned, ports);
    await prepareDatabase(planned, ports);
    if (!parts.includes('image') && !parts.includes('service-stack')) return;
    await rollOut(service, imageSha, ports, exposure);
    await ports.smoke.check(service, imageSha);
  });
}

async function provideImage({ service, image, imageSha }: PlannedUnit, { images }: Ports): Promise<void> {
  if (image === 'running') return;
  if (!(await images.exists(service, imageSha))) {
    if (image === 'built') await images.publish([service], imageSha);
    else await images.copy(service, imageSha);
  }
  await images.assertSafe(service, imageSha);
}

/**
 * Rolls a service back to a commit that ran before. The database doesn't change, because migrations keep the
 * database usable for the previous version.
 */
export async function rollBackService(
  planned: PlannedRollback,
  target: Target,
  ports: Ports,
): Promise<DeploymentRecord> {
  const { service, imageSha } = planned;
  return record(rollbackAttempt(planned, target), ports, async (exposure) => {
    if (!(await ports.images.exists(service, imageSha)))
      throw new Error(`The image of ${service} at ${imageSha} no longer exists`);
    await rollOut(service, imageSha, ports, exposure);
    await ports.smoke.check(service, imageSha);
  });
}

/** Throws an Error only if the record can't be written. */
export function recordRollback(
  planned: PlannedRollback,
  target: Target,
  ports: Pick<Ports, 'records' | 'now'>,
): Promise<DeploymentRecord> {
  return record(rollbackAttempt(planned, target), ports, async () => {});
}

function rollbackAttempt(planned: PlannedRollback, target: Target): Attempt {
  const { service, imageSha } = planned;
  return {
    kind: 'rollback',
    service,
    ...target,
    previous_sha: planned.previousSha,
    image_sha: imageSha === target.sha ? undefined : imageSha,
    content: planned.content,
    withdrawn_content: planned.withdrawnContent,
    commits: [],
    built_operations: planned.builtOperations,
  };
}

type Attempt = Omit<DeploymentAttempt, 'started_at'>;

/** When users could first reach the new version. Undefined if users could never reach the new version. */
interface Exposure {
  at?: string;
}

/** Records the start before anything changes, so that a killed run leaves a record. */
async function record(
  attempt: Attempt,
  { records, now }: Pick<Ports, 'records' | 'now'>,
  work: (exposure: Exposure) => Promise<void>,
): Promise<DeploymentRecord> {
  const started_at = now().toISOString();
  const started = await records.start({ ...attempt, started_at });
  const exposure: Exposure = {};
  const result = await resultOf(() => work(exposure));
  const ended_at = now().toISOString();
  return started.finish({ ended_at, ...result, exposed_at: exposure.at });
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

async function prepareDatabase(
  { service, parts, imageSha }: PlannedUnit,
  { stacks, migrations, seeds }: Ports,
): Promise<void> {
  const migrates = parts.includes('migrations') || parts.includes('migration-stack');
  const writesSeed = seeds !== undefined && parts.includes('seed');
  if (!migrates && !writesSeed) return;
  await stacks.useImage(service, 'migration', imageSha);
  await stacks.deploy(service, 'migration-stack');
  if (migrates) await migrations.run(service);
  if (writesSeed) await seeds.run(service);
}

/**
 * Sets the exposure if ECS received the new version. A new service has no exposure before its first tasks are
 * healthy.
 */
async function rollOut(service: string, sha: string, ports: Ports, exposure: Exposure): Promise<void> {
  const { rollouts, stacks, now } = ports;
  const before = await rollouts.current(service);
  const imageBefore = await stacks.useImage(service, 'service', sha);
  // The next deployment of the stack must use the image of the running version.
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
 * CloudFormation fails if ECS rolls back, but also for other reasons. If ECS has not rolled back, it has not
 * received the new version.
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
