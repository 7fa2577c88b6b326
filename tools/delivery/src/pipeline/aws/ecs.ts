import {
  type Deployment,
  DescribeServicesCommand,
  DescribeTasksCommand,
  type ECSClient,
  RunTaskCommand,
  type Task,
} from '@aws-sdk/client-ecs';
import type { SSMClient } from '@aws-sdk/client-ssm';
import { type StageName, namesOf, parametersOf } from '#infra';
import type { OneOffTasks, RolloutOutcome, Rollouts } from '../ports.ts';
import { requireParameter } from './cdk-stacks.ts';
import { type Polling, waitFor } from './wait-for.ts';

const PLATFORM_VERSION = '1.4.0';

export type OneOffTask = 'migration' | 'seed';

export interface EcsOptions {
  readonly stage: StageName;
  readonly ecs: ECSClient;
  readonly polling?: Polling;
}

export interface OneOffTasksOptions extends EcsOptions {
  readonly task: OneOffTask;
  readonly zones: readonly string[];
  readonly ssm: SSMClient;
}

/** A task runs the newest revision, in the service's network. */
export function ecsOneOffTasks(options: OneOffTasksOptions): OneOffTasks {
  const { task, stage, ecs, zones, ssm } = options;
  const names = namesOf(stage);
  const parameters = parametersOf(stage);
  const { polling = { pauseMs: 5_000, limitMs: 30 * 60_000 } } = options;

  const read = (name: string): Promise<string> => requireParameter(ssm, name);

  async function start(service: string): Promise<string> {
    const subnets = await Promise.all(
      zones.map((_zone, index) => read(parameters.network.privateSubnet(index))),
    );
    const securityGroup = await read(parameters.of({ name: service }).securityGroup);
    const { tasks = [], failures = [] } = await ecs.send(
      new RunTaskCommand({
        cluster: names.cluster,
        taskDefinition: names[task === 'seed' ? 'seedFamily' : 'migrationFamily']({ name: service }),
        launchType: 'FARGATE',
        platformVersion: PLATFORM_VERSION,
        networkConfiguration: {
          awsvpcConfiguration: { subnets, securityGroups: [securityGroup], assignPublicIp: 'DISABLED' },
        },
      }),
    );
    const arn = tasks[0]?.taskArn;
    if (arn !== undefined) return arn;
    const reasons = failures.map(({ reason, detail }) => [reason, detail].filter(Boolean).join(': '));
    throw new Error(
      `ECS did not start the ${task} of ${service}: ${reasons.join('; ') || 'no reason given'}`,
    );
  }

  async function findStopped(arn: string): Promise<Task | undefined> {
    const { tasks = [] } = await ecs.send(new DescribeTasksCommand({ cluster: names.cluster, tasks: [arn] }));
    return tasks.find(({ lastStatus }) => lastStatus === 'STOPPED');
  }

  return {
    run: async (service) => {
      const arn = await start(service);
      const stopped = await waitFor(`the ${task} of ${service}`, () => findStopped(arn), polling);
      const faults = faultsOf(stopped);
      if (faults.length === 0) return;
      const streams = `${names.oneOffLogGroup({ name: service })}, log streams task/*/${arn.split('/').at(-1) ?? ''}`;
      throw new Error(`The ${task} of ${service} failed: ${faults.join('; ')}. Its output: ${streams}`);
    },
  };
}

/** A container that never started has no exit code. */
function faultsOf({ containers = [], stoppedReason }: Task): string[] {
  const failed = containers.filter(({ exitCode }) => exitCode !== 0);
  if (failed.length === 0 && containers.length > 0) return [];
  return [
    ...failed.map(({ name = 'a container', exitCode, reason }) => {
      const end = exitCode === undefined ? 'did not run' : `ended with ${exitCode}`;
      return `${name} ${end}${reason === undefined ? '' : ` (${reason})`}`;
    }),
    ...(stoppedReason === undefined ? [] : [stoppedReason]),
  ];
}

/** For ECS, the primary deployment is the deployment with the intended version. */
export function ecsRollouts({ stage, ecs, polling }: EcsOptions): Rollouts {
  const { cluster } = namesOf(stage);

  async function findPrimary(service: string): Promise<Deployment | undefined> {
    const { services = [] } = await ecs.send(new DescribeServicesCommand({ cluster, services: [service] }));
    const active = services.find(({ status }) => status === 'ACTIVE');
    return active?.deployments?.find(({ status }) => status === 'PRIMARY');
  }

  return {
    current: async (service) => {
      const { id, taskDefinition } = (await findPrimary(service)) ?? {};
      return id === undefined || taskDefinition === undefined ? undefined : { id, taskDefinition };
    },
    settle: (service, taskDefinition) =>
      waitFor(
        `${service} to run ${taskDefinition}`,
        async () => outcomeOf(service, taskDefinition, await findPrimary(service)),
        polling ?? { pauseMs: 10_000, limitMs: 30 * 60_000 },
      ),
  };
}

function outcomeOf(
  service: string,
  intended: string,
  primary: Deployment | undefined,
): RolloutOutcome | undefined {
  const { taskDefinition, rolloutState, rolloutStateReason } = primary ?? {};
  if (taskDefinition !== intended) {
    const running = taskDefinition ?? 'nothing';
    return { kind: 'rolled_back', reason: `ECS runs ${running} of ${service} instead of ${intended}` };
  }
  if (rolloutState === 'COMPLETED') return { kind: 'completed' };
  if (rolloutState !== 'FAILED') return undefined;
  return {
    kind: 'rolled_back',
    reason: `ECS gave up ${intended}: ${rolloutStateReason ?? 'no reason given'}`,
  };
}
