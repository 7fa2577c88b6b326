import { Stack, Tags } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Deployment, Service } from '../deployment.ts';
import { stackIn } from '../resource-defaults.ts';
import { importVpc } from '../shared-network.ts';
import { Database } from './database.ts';
import { ObjectBucket } from './object-bucket.ts';
import { createTaskSecurityGroup } from './task-security-group.ts';

/** A service's data and the security group that may reach it. Both outlive the service's versions. */
export class DataStack extends Stack {
  constructor(scope: Construct, deployment: Deployment, service: Service) {
    const { names } = deployment;
    const { manifest } = service;
    super(scope, names.stacks.data(manifest), {
      ...stackIn(deployment.region),
      description: `Data of ${manifest.name} and the security group that may reach it`,
      terminationProtection: true,
    });
    Tags.of(this).add('service', manifest.name);
    const vpc = importVpc(this, deployment, manifest.database ? 'isolated' : 'none');
    const tasks = createTaskSecurityGroup(this, deployment, service, vpc);
    if (manifest.database) new Database(this, deployment, service, vpc, tasks);
    if (manifest.bucket) new ObjectBucket(this, deployment, service);
  }
}
