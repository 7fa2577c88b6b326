import { type Deployment, DescribeServicesCommand, type ECSClient } from '@aws-sdk/client-ecs';
import type { Names } from '#infra';
import type { Rollout, RolloutOutcome, Rollouts } from '../ports.ts';
import { type Patience, waitFor } from './wait.ts';

const PATIENCE: Patience = { pauseMs: 10_000, limitMs: 30 * 60_000 };

export interface EcsRolloutsOptions {
  readonly names: Names;
  readonly ecs: ECSClient;
  readonly patience?: Patience;
}

/** ECS's view of a service's deployments. The primary one is the intended version. */
export class EcsRollouts implements Rollouts {
  private readonly options: EcsRolloutsOptions;

  constructor(options: EcsRolloutsOptions) {
    this.options = options;
  }

  async current(service: string): Promise<Rollout | undefined> {
    const { id, taskDefinition } = (await this.primary(service)) ?? {};
    return id === undefined || taskDefinition === undefined ? undefined : { id, taskDefinition };
  }

  settle(service: string, taskDefinition: string): Promise<RolloutOutcome> {
    const { patience = PATIENCE } = this.options;
    const ask = async (): Promise<RolloutOutcome | undefined> =>
      outcomeOf(service, taskDefinition, await this.primary(service));
    return waitFor(`${service} to run ${taskDefinition}`, ask, patience);
  }

  private async primary(service: string): Promise<Deployment | undefined> {
    const { ecs, names } = this.options;
    const { services = [] } = await ecs.send(
      new DescribeServicesCommand({ cluster: names.cluster, services: [service] }),
    );
    const active = services.find(({ status }) => status === 'ACTIVE');
    return active?.deployments?.find(({ status }) => status === 'PRIMARY');
  }
}

/** Undefined while the rollout is in progress. */
function outcomeOf(
  service: string,
  intended: string,
  primary: Deployment | undefined,
): RolloutOutcome | undefined {
  const { taskDefinition, rolloutState, rolloutStateReason } = primary ?? {};
  if (taskDefinition !== intended) {
    const running = taskDefinition ?? 'nothing';
    return { kind: 'rolled_back', reason: `ECS runs ${running} of ${service} in place of ${intended}` };
  }
  if (rolloutState === 'COMPLETED') return { kind: 'completed' };
  if (rolloutState !== 'FAILED') return undefined;
  return {
    kind: 'rolled_back',
    reason: `ECS gave up ${intended}: ${rolloutStateReason ?? 'it did not say why'}`,
  };
}
