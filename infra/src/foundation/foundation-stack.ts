import { Stack } from 'aws-cdk-lib';
import type { IVpc } from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import { Database } from '../data/database-instance.ts';
import type { Deployment } from '../deployment.ts';
import { publish } from '../parameters.ts';
import { stackIn } from '../resource-defaults.ts';
import { Cluster } from './cluster.ts';
import { DnsFirewall } from './dns-firewall.ts';
import { Edge, createEdgeAlarm } from './edge.ts';
import { Firewall } from './firewall.ts';
import { ImageSupply } from './image-supply.ts';
import { Network } from './network.ts';
import { Operations } from './operations.ts';
import { PipelineAccess } from './pipeline-access.ts';
import { createTlsSecret } from './tls-secret.ts';
import { UserPool } from './user-pool.ts';

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
    if (deployment.profile.database.instance === 'shared') this.createSharedDatabase(deployment, vpc);
    const { accessLogs, alarmTopic } = new Operations(this, deployment);
    const { loadBalancer, host } = new Edge(this, deployment, vpc, accessLogs);
    createEdgeAlarm(this, deployment, loadBalancer, alarmTopic);
    new Firewall(this, deployment, loadBalancer);
    new Cluster(this, deployment, vpc);
    if (deployment.profile.encryption === 'services') createTlsSecret(this, deployment);
    const { signingProfile } = new ImageSupply(this, deployment);
    new PipelineAccess(this, deployment, signingProfile);
    if (stage.ownUserPool) new UserPool(this, deployment, host);
  }

  private createSharedDatabase(deployment: Deployment, vpc: IVpc): void {
    const { names, parameters } = deployment;
    const published = parameters.sharedDatabase;
    const { securityGroup } = new Database(this, deployment, {
      identifier: names.sharedDatabaseInstance,
      owner: 'all services',
      keyAlias: names.key('database'),
      vpc,
      published,
    });
    publish(this, published.securityGroup, securityGroup.securityGroupId);
  }
}
