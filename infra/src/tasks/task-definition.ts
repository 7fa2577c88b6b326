import { Duration } from 'aws-cdk-lib';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import {
  AwsLogDriverMode,
  ContainerImage,
  type ContainerDefinition,
  type ContainerDefinitionOptions,
  CpuArchitecture,
  FargateTaskDefinition,
  LogDriver,
  OperatingSystemFamily,
} from 'aws-cdk-lib/aws-ecs';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Size } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Manifest } from '#libs/manifest';
import { acknowledge } from '../aws-solutions-rules.ts';
import type { Deployment } from '../deployment.ts';
import { TASK_CPU } from '../naming.ts';
import { read } from '../parameters.ts';

/**
 * ECS waits this long for a task to stop. A service needs less time to drain, finish its requests and exit.
 */
const STOP_TIMEOUT = Duration.seconds(30);

const ECS_TASKS = 'ecs-tasks.amazonaws.com';

export interface TaskProps {
  readonly family: string;
  readonly image: ContainerImage;
  readonly logGroup: LogGroup;
  /** Set this if the pipeline starts the task. The pipeline may pass only the roles under this path. */
  readonly rolePath?: string;
}

export function serviceImage(
  scope: Construct,
  id: string,
  { names }: Deployment,
  manifest: Pick<Manifest, 'name'>,
  tagParameter: string,
): ContainerImage {
  const repository = Repository.fromRepositoryName(scope, id, names.repository(manifest));
  return ContainerImage.fromEcrRepository(repository, read(scope, tagParameter));
}

export class Task extends Construct {
  readonly definition: FargateTaskDefinition;
  readonly role: Role;
  /**
   * ECS uses this role to fetch the image, read secrets and write logs. The task itself can't use this role.
   */
  readonly executionRole: Role;
  private readonly image: ContainerImage;
  private readonly logGroup: LogGroup;

  constructor(scope: Construct, id: string, { stage, region }: Deployment, props: TaskProps) {
    super(scope, id);
    const { family, image, rolePath } = props;
    const assumedBy = new ServicePrincipal(ECS_TASKS, { region });
    const path = rolePath === undefined ? {} : { path: rolePath };
    this.role = new Role(this, 'TaskRole', { assumedBy, ...path });
    this.executionRole = new Role(this, 'ExecutionRole', { assumedBy, ...path });
    acknowledge(
      this.executionRole,
      "The registry's token is not specific to one repository",
      'IAM5[Resource::*]',
    );
    this.definition = new FargateTaskDefinition(this, 'Definition', {
      family,
      cpu: stage.tasks.cpu,
      memoryLimitMiB: stage.tasks.memoryMib,
      runtimePlatform: {
        cpuArchitecture: CpuArchitecture.of(TASK_CPU.toUpperCase()),
        operatingSystemFamily: OperatingSystemFamily.LINUX,
      },
      taskRole: this.role,
      executionRole: this.executionRole,
    });
    acknowledge(this.definition, 'These variables are not secret. Secrets come from Secrets Manager', 'ECS2');
    this.image = image;
    this.logGroup = props.logGroup;
  }

  addContainer(
    id: string,
    options: Omit<ContainerDefinitionOptions, 'image' | 'logging'>,
  ): ContainerDefinition {
    return this.definition.addContainer(id, {
      image: this.image,
      readonlyRootFilesystem: true,
      stopTimeout: STOP_TIMEOUT,
      logging: LogDriver.awsLogs({
        logGroup: this.logGroup,
        streamPrefix: 'task',
        mode: AwsLogDriverMode.NON_BLOCKING,
        maxBufferSize: Size.mebibytes(4),
      }),
      ...options,
    });
  }
}
