import { Duration, RemovalPolicy, type StackProps, Validations } from 'aws-cdk-lib';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type BucketProps,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { Stage } from './stages.ts';

const RETENTION = { 30: RetentionDays.ONE_MONTH, 365: RetentionDays.ONE_YEAR };
/** An overwritten or deleted object can be restored for this number of days. */
const RECOVERABLE_DAYS = 90;

export function stackIn(region: string): StackProps {
  return { env: { region }, analyticsReporting: false };
}

/** For resources that can be recreated. If creation fails, CloudFormation always removes the resource. */
export function removalPolicyOf({ retainsOnDelete }: Stage): RemovalPolicy {
  return retainsOnDelete ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY;
}

export function createLogGroup(scope: Construct, id: string, stage: Stage, logGroupName: string): LogGroup {
  return new LogGroup(scope, id, {
    logGroupName,
    retention: RETENTION[stage.logDays],
    removalPolicy: removalPolicyOf(stage),
  });
}

export function createPrivateBucket(scope: Construct, id: string, props: BucketProps): Bucket {
  return new Bucket(scope, id, {
    encryption: BucketEncryption.S3_MANAGED,
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
    enforceSSL: true,
    minimumTLSVersion: 1.2,
    versioned: true,
    lifecycleRules: [
      {
        noncurrentVersionExpiration: Duration.days(RECOVERABLE_DAYS),
        abortIncompleteMultipartUploadAfter: Duration.days(1),
      },
    ],
    // The bucket stays even after a failed creation, because AWS writes logs at once and S3 deletes only empty buckets.
    // The name is generated, so the next attempt causes no conflict.
    removalPolicy: RemovalPolicy.RETAIN,
    ...props,
  });
}

/** Logs of the bucket's accesses are in the stage's access log bucket, under `buckets/<name>/`. */
export function createLoggedBucket(
  scope: Construct,
  id: string,
  { accessLogs, name, ...props }: BucketProps & { readonly accessLogs: string; readonly name: string },
): Bucket {
  const bucket = createPrivateBucket(scope, id, {
    serverAccessLogsBucket: Bucket.fromBucketName(scope, 'AccessLogs', accessLogs),
    serverAccessLogsPrefix: `buckets/${name}/`,
    ...props,
  });
  Validations.of(bucket).acknowledge({
    id: '@aws-cdk/aws-s3:accessLogsPolicyNotAdded',
    reason: 'The access log bucket lets all buckets of the account write to it',
  });
  return bucket;
}
