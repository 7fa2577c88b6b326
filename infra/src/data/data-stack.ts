import { Stack, Tags } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Deployment, Service } from '../deployment.ts';
import { environmentOf } from '../environment.ts';
import { importVpc } from '../shared-network.ts';
import { Database } from './database.ts';
import { ObjectBucket } from './object-bucket.ts';
import { createTaskSecurityGroup } from './task-security-group.ts';

/** What outlives a service's versions: its data and the security group that may reach it. */
export class DataStack extends Stack {
  constructor(scope: Construct, deployment: Deployment, service: Service) {
    const { names } = deployment;
    const { manifest } = service;
    super(scope, names.stacks.data(manifest), {
      ...environmentOf(deployment),
      description: `The data of ${manifest.name}, and who may reach it`,
      terminationProtection: true,
    });
    Tags.of(this).add('service', manifest.name);
    const vpc = importVpc(this, deployment, manifest.database ? 'isolated' : 'none');
    const tasks = createTaskSecurityGroup(this, deployment, service, vpc);
    if (manifest.database) new Database(this, deployment, service, vpc, tasks);
    if (manifest.bucket) new ObjectBucket(this, deployment, service);
  }
}
