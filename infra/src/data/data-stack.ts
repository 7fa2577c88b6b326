import { Stack, Tags } from 'aws-cdk-lib';
import type { ISecurityGroup, IVpc } from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import type { Deployment, Service } from '../deployment.ts';
import { stackIn } from '../resource-defaults.ts';
import { publish, read } from '../parameters.ts';
import { importSecurityGroup, importVpc } from '../shared-network.ts';
import { Database, admit } from './database-instance.ts';
import { createImageRepository } from './image-repository.ts';
import { ObjectBucket } from './object-bucket.ts';
import { createTaskSecurityGroup } from './task-security-group.ts';

/**
 * Resources that stay when a service gets a new version: the image repository, the data, and the security group of
 * the tasks.
 */
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
    const ownInstance = manifest.database && deployment.profile.database.instance === 'per-service';
    const vpc = importVpc(this, deployment, ownInstance ? 'isolated' : 'none');
    const tasks = createTaskSecurityGroup(this, deployment, manifest, vpc);
    if (manifest.database) {
      const database = ownInstance
        ? this.createDatabase(deployment, service, vpc)
        : this.shareDatabase(deployment, service);
      admit(tasks, manifest.name, database);
    }
    if (manifest.bucket) new ObjectBucket(this, deployment, service);
  }

  private createDatabase(deployment: Deployment, { manifest }: Service, vpc: IVpc): ISecurityGroup {
    const { names, parameters } = deployment;
    const database = new Database(this, deployment, {
      identifier: names.databaseInstance(manifest),
      owner: manifest.name,
      keyAlias: names.serviceKey(manifest),
      vpc,
      published: parameters.of(manifest).database,
    });
    return database.securityGroup;
  }

  /**
   * Publishes the shared instance's parameters under the service's name. So other code can ignore whether the
   * instance is shared.
   */
  private shareDatabase({ parameters }: Deployment, { manifest }: Service): ISecurityGroup {
    const { securityGroup, ...shared } = parameters.sharedDatabase;
    const own = parameters.of(manifest).database;
    publish(this, own.instance, read(this, shared.instance));
    publish(this, own.host, read(this, shared.host));
    publish(this, own.resourceId, read(this, shared.resourceId));
    return importSecurityGroup(this, 'SharedDatabase', securityGroup);
  }
}
