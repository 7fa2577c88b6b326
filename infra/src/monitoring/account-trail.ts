import { Duration } from 'aws-cdk-lib';
import { ReadWriteType, Trail } from 'aws-cdk-lib/aws-cloudtrail';
import { CfnDetector } from 'aws-cdk-lib/aws-guardduty';
import { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';
import { read } from '../parameters.ts';
import { createLoggedBucket } from '../resource-defaults.ts';

const TRAIL_DAYS = 400;

export class AccountTrail extends Construct {
  constructor(scope: Construct, { parameters }: Deployment) {
    super(scope, 'Account');
    const bucket = createLoggedBucket(this, 'TrailBucket', {
      name: 'trail',
      accessLogs: read(this, parameters.operations.accessLogBucket),
      lifecycleRules: [
        { expiration: Duration.days(TRAIL_DAYS), noncurrentVersionExpiration: Duration.days(1) },
      ],
    });
    new Trail(this, 'Trail', {
      bucket,
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
      enableFileValidation: true,
      managementEvents: ReadWriteType.ALL,
    });
    new CfnDetector(this, 'Detector', { enable: true, findingPublishingFrequency: 'FIFTEEN_MINUTES' });
  }
}
