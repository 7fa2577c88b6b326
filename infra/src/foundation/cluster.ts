import { Cluster as EcsCluster, ContainerInsights } from 'aws-cdk-lib/aws-ecs';
import type { IVpc } from 'aws-cdk-lib/aws-ec2';
import { PrivateDnsNamespace } from 'aws-cdk-lib/aws-servicediscovery';
import { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';
import { NAMESPACE } from '../naming.ts';
import { publish } from '../parameters.ts';

export class Cluster extends Construct {
  constructor(scope: Construct, { names, parameters, profile }: Deployment, vpc: IVpc) {
    super(scope, 'Cluster');
    new EcsCluster(this, 'Cluster', {
      vpc,
      clusterName: names.cluster,
      enableFargateCapacityProviders: profile.spot,
      containerInsightsV2: ContainerInsights.ENHANCED,
    });
    const namespace = new PrivateDnsNamespace(this, 'Namespace', { name: NAMESPACE, vpc });
    publish(this, parameters.discovery.namespace, namespace.namespaceId);
  }
}
