import { Stack, Tags } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Deployment, Service } from '../deployment.ts';
import { stackIn } from '../resource-defaults.ts';
import { importVpc } from '../shared-network.ts';
import { Database } from './database.ts';
import { createImageRepository } from './image-repository.ts';
import { ObjectBucket } from './object-bucket.ts';
import { createTaskSecurityGroup } from './task-security-group.ts';

/** What outlives the versions of a service: its image repository, its data, and the security group of its tasks. */
export class DataStack extends Stack {
  constructor(scope: Construct, deployment: Deployment, service: Service) {
    const { names } = deployment;
    const { manifest } = service;
    super(scope, names.stacks.data(manifest), {
      ...stackIn(deployment.region),
      description: `Images and data of ${manifest.name}, and the security group of its tasks`,
      terminationProtection: deployment.deletionProtection,
    });
    Tags.of(this).add('service', manifest.name);
    createImageRepository(this, deployment, service);
    const vpc = importVpc(this, deployment, manifest.database ? 'isolated' : 'none');
    const tasks = createTaskSecurityGroup(this, deployment, service, vpc);
    if (manifest.database) new Database(this, deployment, service, vpc, tasks);
    if (manifest.bucket) new ObjectBucket(this, deployment, service);
  }
}
