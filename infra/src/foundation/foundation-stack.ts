import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';
import { stackIn } from '../resource-defaults.ts';
import { Cluster } from './cluster.ts';
import { DnsFirewall } from './dns-firewall.ts';
import { Edge, createEdgeAlarm } from './edge.ts';
import { Firewall } from './firewall.ts';
import { Network } from './network.ts';
import { Operations } from './operations.ts';
import { PipelineAccess } from './pipeline-access.ts';
import { UserPool } from './user-pool.ts';

/** The infrastructure that all services of a stage share. */
export class FoundationStack extends Stack {
  constructor(scope: Construct, deployment: Deployment) {
    const { names, stage } = deployment;
    super(scope, names.stacks.foundation, {
      ...stackIn(deployment.region),
      description: `Shared by the services of ${stage.name}: network, cluster, edge`,
      terminationProtection: deployment.deletionProtection,
    });
    const { vpc } = new Network(this, deployment);
    new DnsFirewall(this, deployment, vpc);
    const { accessLogs, alarmTopic } = new Operations(this, deployment);
    const { loadBalancer } = new Edge(this, deployment, vpc, accessLogs);
    createEdgeAlarm(this, deployment, loadBalancer, alarmTopic);
    new Firewall(this, deployment, loadBalancer);
    new Cluster(this, deployment, vpc);
    new PipelineAccess(this, deployment);
    if (stage.ownUserPool) new UserPool(this, deployment);
  }
}
