import { Duration, Stack } from 'aws-cdk-lib';
import { type IVpc, SubnetType } from 'aws-cdk-lib/aws-ec2';
import {
  AlarmBehavior,
  AvailabilityZoneRebalancing,
  Cluster,
  FargatePlatformVersion,
  FargateService,
  PropagatedTagSource,
} from 'aws-cdk-lib/aws-ecs';
import {
  DnsRecordType,
  type IPrivateDnsNamespace,
  PrivateDnsNamespace,
} from 'aws-cdk-lib/aws-servicediscovery';
import { Construct } from 'constructs';
import type { Deployment, Service } from '../deployment.ts';
import { NAMESPACE } from '../naming.ts';
import { read } from '../parameters.ts';
import { importFixedSecurityGroup } from '../shared-network.ts';
import type { ServiceAlarms } from '../alarms/service-alarms.ts';
import type { NetworkAccess } from './network-access.ts';
import type { ServiceRoutes } from './service-routes.ts';
import type { ServingTask } from './serving-task.ts';

const PROCESSOR_TARGET_PERCENT = 60;
const REQUESTS_PER_TASK_AND_MINUTE = 3_000;

export interface RunningServiceParts {
  readonly vpc: IVpc;
  readonly access: NetworkAccess;
  readonly task: ServingTask;
  readonly routes: ServiceRoutes;
  readonly alarms: ServiceAlarms;
}

export class RunningService extends Construct {
  constructor(scope: Construct, deployment: Deployment, service: Service, parts: RunningServiceParts) {
    super(scope, 'Service');
    const { names, parameters, profile } = deployment;
    const { manifest } = service;
    const { vpc, access, task, routes, alarms } = parts;
    const running = new FargateService(this, 'Service', {
      cluster: Cluster.fromClusterAttributes(this, 'Cluster', { clusterName: names.cluster, vpc }),
      serviceName: manifest.name,
      taskDefinition: task.definition,
      ...(profile.spot && { capacityProviderStrategies: [{ capacityProvider: 'FARGATE_SPOT', weight: 1 }] }),
      platformVersion: FargatePlatformVersion.VERSION1_4,
      vpcSubnets: { subnetType: SubnetType.PRIVATE_WITH_EGRESS },
      securityGroups: [importFixedSecurityGroup(this, 'Tasks', parameters.of(manifest).securityGroup)],
      assignPublicIp: false,
      minHealthyPercent: 100,
      maxHealthyPercent: 200,
      availabilityZoneRebalancing: AvailabilityZoneRebalancing.ENABLED,
      healthCheckGracePeriod: Duration.seconds(60),
      circuitBreaker: { rollback: true },
      deploymentAlarms: {
        alarmNames: alarms.ofDeployments.map(({ alarmName }) => alarmName),
        behavior: AlarmBehavior.ROLLBACK_ON_ALARM,
      },
      propagateTags: PropagatedTagSource.SERVICE,
      enableExecuteCommand: false,
      cloudMapOptions: {
        name: manifest.name,
        cloudMapNamespace: this.importNamespace(deployment),
        // Cloud Map returns the port only for SRV records.
        dnsRecordType: DnsRecordType.SRV,
        container: task.container,
        containerPort: manifest.port,
      },
    });
    routes.targetGroup.addTarget(
      running.loadBalancerTarget({
        containerName: task.container.containerName,
        containerPort: manifest.port,
      }),
    );
    // These rules must exist before the service. ECS rejects a target group without a listener rule, and new tasks need
    // their security group rules.
    running.node.addDependency(...routes.rules, access);
    this.scale(running, deployment, routes);
  }

  private scale(running: FargateService, { stage }: Deployment, { targetGroup }: ServiceRoutes): void {
    const { minimum, maximum } = stage.tasks;
    const scaling = running.autoScaleTaskCount({ minCapacity: minimum, maxCapacity: maximum });
    scaling.scaleOnCpuUtilization('Processor', { targetUtilizationPercent: PROCESSOR_TARGET_PERCENT });
    scaling.scaleOnRequestCount('Requests', {
      requestsPerTarget: REQUESTS_PER_TASK_AND_MINUTE,
      targetGroup,
    });
  }

  private importNamespace({ parameters }: Deployment): IPrivateDnsNamespace {
    const namespaceId = read(this, parameters.discovery.namespace);
    return PrivateDnsNamespace.fromPrivateDnsNamespaceAttributes(this, 'Namespace', {
      namespaceName: NAMESPACE,
      namespaceId,
      namespaceArn: Stack.of(this).formatArn({
        service: 'servicediscovery',
        resource: 'namespace',
        resourceName: namespaceId,
      }),
    });
  }
}
