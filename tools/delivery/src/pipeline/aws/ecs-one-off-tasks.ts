import { type ECSClient, DescribeTasksCommand, RunTaskCommand, type Task } from '@aws-sdk/client-ecs';
import { GetParameterCommand, type SSMClient } from '@aws-sdk/client-ssm';
import type { Names, Parameters } from '#infra';
import type { OneOffTasks } from '../ports.ts';
import { type Patience, waitFor } from './wait.ts';

const PATIENCE: Patience = { pauseMs: 5_000, limitMs: 30 * 60_000 };
const PLATFORM_VERSION = '1.4.0';

/** The services' one-off tasks. */
export type OneOffTask = 'migration' | 'seed';

export interface EcsOneOffTasksOptions {
  readonly task: OneOffTask;
  readonly names: Names;
  readonly parameters: Parameters;
  readonly zones: readonly string[];
  readonly ecs: ECSClient;
  readonly ssm: SSMClient;
  readonly patience?: Patience;
}

/** Runs the newest revision of a service's migration, or of its seed, in the service's own network. */
export class EcsOneOffTasks implements OneOffTasks {
  private readonly options: EcsOneOffTasksOptions;

  constructor(options: EcsOneOffTasksOptions) {
    this.options = options;
  }

  async run(service: string): Promise<void> {
    const { task, names, patience = PATIENCE } = this.options;
    const arn = await this.start(service);
    const ended = await waitFor(`the ${task} of ${service}`, () => this.stopped(arn), patience);
    const faults = faultsOf(ended);
    if (faults.length === 0) return;
    const streams = `${names.oneOffLogGroup({ name: service })}, log streams task/*/${arn.split('/').at(-1) ?? ''}`;
    throw new Error(`The ${task} of ${service} failed: ${faults.join('; ')}. Its output: ${streams}`);
  }

  private async start(service: string): Promise<string> {
    const { task, names, ecs, parameters, zones } = this.options;
    const subnets = await Promise.all(
      zones.map((_zone, index) => this.read(parameters.network.privateSubnet(index))),
    );
    const securityGroup = await this.read(parameters.of({ name: service }).securityGroup);
    const { tasks = [], failures = [] } = await ecs.send(
      new RunTaskCommand({
        cluster: names.cluster,
        taskDefinition:
          task === 'seed' ? names.seedFamily({ name: service }) : names.migrationFamily({ name: service }),
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
      `ECS did not start the ${task} of ${service}: ${reasons.join('; ') || 'it said nothing'}`,
    );
  }

  private async stopped(arn: string): Promise<Task | undefined> {
    const { ecs, names } = this.options;
    const { tasks = [] } = await ecs.send(new DescribeTasksCommand({ cluster: names.cluster, tasks: [arn] }));
    return tasks.find(({ lastStatus }) => lastStatus === 'STOPPED');
  }

  private async read(name: string): Promise<string> {
    const { Parameter } = await this.options.ssm.send(new GetParameterCommand({ Name: name }));
    if (Parameter?.Value === undefined) throw new Error(`The parameter ${name} has no value`);
    return Parameter.Value;
  }
}

/** Describes the failure of a stopped task. A container that never started has no exit code. */
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
