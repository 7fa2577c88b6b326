import { Duration } from 'aws-cdk-lib';
import { type IVpc, SubnetType } from 'aws-cdk-lib/aws-ec2';
import {
  Cluster,
  type ContainerDefinition,
  FargatePlatformVersion,
  FargateService,
  type FargateTaskDefinition,
  PropagatedTagSource,
} from 'aws-cdk-lib/aws-ecs';
import {
  ApplicationListener,
  ApplicationListenerRule,
  type ApplicationTargetGroup,
  ListenerAction,
  ListenerCondition,
  Protocol,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';
import { read } from '../parameters.ts';
import { createTaskSecurityGroup } from '../data/task-security-group.ts';
import { createTargetGroup, encryptsToTasks } from '../routing/target-group.ts';
import { importSecurityGroup, importVpc } from '../shared-network.ts';
import type { MockRule } from './mock-rules.ts';

export const MOCK = { name: 'mock' };
export const MOCK_PORT = 8080;

/** The delay is short, because it does no harm to interrupt a request to the mock. */
const DEREGISTRATION_DELAY = Duration.seconds(5);

interface MockTask {
  readonly definition: FargateTaskDefinition;
  readonly container: ContainerDefinition;
}

export class RunningMock extends Construct {
  private readonly deployment: Deployment;
  private readonly vpc: IVpc;

  constructor(scope: Construct, deployment: Deployment, rules: readonly MockRule[], task: MockTask) {
    super(scope, 'Running');
    this.deployment = deployment;
    this.vpc = importVpc(this, deployment, 'private');
    const targetGroup = createTargetGroup(this, deployment, {
      vpc: this.vpc,
      port: MOCK_PORT,
      deregistrationDelay: DEREGISTRATION_DELAY,
      healthCheck: { protocol: encryptsToTasks(deployment) ? Protocol.HTTPS : Protocol.HTTP, path: '/ping' },
    });
    const listenerRules = this.createRules(rules, targetGroup);
    const service = this.createService(task);
    targetGroup.addTarget(service.loadBalancerTarget({ containerName: MOCK.name, containerPort: MOCK_PORT }));
    // ECS rejects a target group without a listener rule.
    service.node.addDependency(...listenerRules);
  }

  private createRules(
    rules: readonly MockRule[],
    targetGroup: ApplicationTargetGroup,
  ): ApplicationListenerRule[] {
    const { edge } = this.deployment.parameters;
    const listener = ApplicationListener.fromApplicationListenerAttributes(this, 'Listener', {
      listenerArn: read(this, edge.listener),
      // The CDK adds the security group rules between the load balancer and the mock.
      securityGroup: importSecurityGroup(this, 'LoadBalancer', edge.securityGroup),
    });
    return rules.map(
      ({ priority, methods, patterns }) =>
        new ApplicationListenerRule(this, `Rule${priority}`, {
          listener,
          priority,
          conditions: [
            ListenerCondition.httpRequestMethods([...methods]),
            ListenerCondition.pathPatterns([...patterns]),
          ],
          action: ListenerAction.forward([targetGroup]),
        }),
    );
  }

  private createService({ definition }: MockTask): FargateService {
    const { deployment, vpc } = this;
    const { names, profile } = deployment;
    return new FargateService(this, 'Service', {
      cluster: Cluster.fromClusterAttributes(this, 'Cluster', { clusterName: names.cluster, vpc }),
      serviceName: MOCK.name,
      taskDefinition: definition,
      desiredCount: 1,
      ...(profile.spot && { capacityProviderStrategies: [{ capacityProvider: 'FARGATE_SPOT', weight: 1 }] }),
      platformVersion: FargatePlatformVersion.VERSION1_4,
      vpcSubnets: { subnetType: SubnetType.PRIVATE_WITH_EGRESS },
      securityGroups: [createTaskSecurityGroup(this, deployment, MOCK, vpc)],
      assignPublicIp: false,
      // Two tasks must not run at the same time, because a new task doesn't have the data that the old task
      // stored.
      minHealthyPercent: 0,
      maxHealthyPercent: 100,
      healthCheckGracePeriod: Duration.seconds(60),
      circuitBreaker: { rollback: true },
      propagateTags: PropagatedTagSource.SERVICE,
      enableExecuteCommand: false,
    });
  }
}
