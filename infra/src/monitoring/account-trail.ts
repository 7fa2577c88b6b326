import { Duration, Validations } from 'aws-cdk-lib';
import { ReadWriteType, Trail } from 'aws-cdk-lib/aws-cloudtrail';
import { CfnDetector } from 'aws-cdk-lib/aws-guardduty';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';
import { read } from '../parameters.ts';
import { createPrivateBucket } from '../resource-defaults.ts';

/** Retention of the record of API calls. */
const TRAIL_DAYS = 400;

/** Records every API call in the account, and lets GuardDuty look for attacks. */
export class AccountTrail extends Construct {
  constructor(scope: Construct, { parameters }: Deployment) {
    super(scope, 'Account');
    const bucket = createPrivateBucket(this, 'TrailBucket', {
      lifecycleRules: [
        { expiration: Duration.days(TRAIL_DAYS), noncurrentVersionExpiration: Duration.days(1) },
      ],
      serverAccessLogsBucket: Bucket.fromBucketName(
        this,
        'AccessLogs',
        read(this, parameters.operations.accessLogBucket),
      ),
      serverAccessLogsPrefix: 'buckets/trail/',
    });
    Validations.of(bucket).acknowledge({
      id: '@aws-cdk/aws-s3:accessLogsPolicyNotAdded',
      reason: 'The access log bucket lets all buckets of the account write to it',
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
