import { Stack, Tags } from 'aws-cdk-lib';
import { DockerImageAsset, Platform } from 'aws-cdk-lib/aws-ecr-assets';
import { ContainerImage } from 'aws-cdk-lib/aws-ecs';
import type { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';
import { TASK_CPU } from '../naming.ts';
import { createLogGroup, stackIn } from '../resource-defaults.ts';
import { Task } from '../tasks/task-definition.ts';
import { withMockContext } from './build-mock.ts';
import { mockRulesOf } from './mock-rules.ts';
import { MOCK, MOCK_PORT, RunningMock } from './running-mock.ts';

/**
 * The stage's mock, and the load balancer's rules that send unbuilt operations to the mock (ADR 99). If all
 * operations are built, the stack is empty.
 */
export class MockStack extends Stack {
  constructor(scope: Construct, deployment: Deployment) {
    const { names, profile, region, services, stage } = deployment;
    super(scope, names.stacks.mock, {
      ...stackIn(region),
      description: `Serves the operations that are not built in ${stage.name}`,
    });
    Tags.of(this).add('service', MOCK.name);
    const task = new Task(this, 'Task', deployment, {
      family: names.taskFamily(MOCK),
      image: ContainerImage.fromDockerImageAsset(this.buildImage()),
      logGroup: createLogGroup(this, 'LogGroup', stage, names.serviceLogGroup(MOCK)),
    });
    const container = task.addContainer(MOCK.name, {
      environment: {
        PORT: String(MOCK_PORT),
        TLS: profile.encryption === 'services' ? 'on' : 'off',
      },
      portMappings: [{ containerPort: MOCK_PORT }],
    });
    const rules = mockRulesOf(services);
    if (rules.length > 0)
      new RunningMock(this, deployment, rules, { definition: task.definition, container });
  }

  private buildImage(): DockerImageAsset {
    return withMockContext(
      this.bundlingRequired,
      (directory) =>
        new DockerImageAsset(this, 'Image', {
          directory,
          platform: Platform.custom(`linux/${TASK_CPU}`),
          // Builders in GitHub workflows load the image into Docker only if this output is set.
          outputs: ['type=docker'],
        }),
    );
  }
}
