import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { acknowledge } from '../aws-solutions-rules.ts';
import type { Deployment } from '../deployment.ts';
import { createPrivateBucket, stackIn } from '../resource-defaults.ts';
import { pascalCase } from '../naming.ts';
import { publish } from '../parameters.ts';

/**
 * The copies in the second region. If the first region is lost, people rebuild the system from these copies. Nothing
 * runs in the second region.
 */
export class RecoveryStack extends Stack {
  constructor(scope: Construct, deployment: Deployment) {
    const { names, parameters, replicaRegion, services, stage } = deployment;
    super(scope, names.stacks.recovery, {
      ...stackIn(replicaRegion),
      description: `Copies from which ${stage.name} is rebuilt if its region is lost`,
      terminationProtection: deployment.deletionProtection,
    });
    const key = new Key(this, 'BackupKey', {
      alias: names.key('backups'),
      description: 'Encrypts copies of the backups of all databases',
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    publish(this, parameters.recovery.backupKey, key.keyArn);
    for (const { manifest } of services.filter((service) => service.manifest.bucket)) {
      const copies = createPrivateBucket(this, `${pascalCase(manifest.name)}Copies`, {});
      acknowledge(
        copies,
        'Only replication writes to this bucket, and nobody reads it until a rebuild',
        'S1',
      );
      publish(this, parameters.recovery.copyBucket(manifest), copies.bucketName);
    }
  }
}
