import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { acknowledge } from '../acknowledgements.ts';
import type { Deployment } from '../deployment.ts';
import { environmentOf } from '../environment.ts';
import { pascalCase } from '../naming.ts';
import { publish } from '../parameters.ts';
import { createPrivateBucket } from '../private-bucket.ts';

/** The copies in the second region that the system is rebuilt from if the first is lost. Nothing runs there. */
export class RecoveryStack extends Stack {
  constructor(scope: Construct, deployment: Deployment) {
    const { names, parameters, replicaRegion, services, stage } = deployment;
    super(scope, names.stacks.recovery, {
      ...environmentOf({ region: replicaRegion }),
      description: `What ${stage.name} is rebuilt from, should its region be lost`,
      terminationProtection: true,
    });
    const key = new Key(this, 'BackupKey', {
      alias: names.key('backups'),
      description: 'Encrypts copies of the backups of all databases',
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    publish(this, parameters.recovery.backupKey, key.keyArn);
    for (const { manifest } of services.filter((service) => service.manifest.bucket)) {
      const copies = createPrivateBucket(this, `${pascalCase(manifest.name)}Copies`, {});
      acknowledge(copies, 'Replication alone writes here, and nobody reads until a rebuild', 'S1');
      publish(this, parameters.recovery.copyBucket(manifest), copies.bucketName);
    }
  }
}
