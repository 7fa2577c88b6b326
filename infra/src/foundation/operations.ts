import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledgements.ts';
import type { Deployment } from '../deployment.ts';
import { leftoversOf } from '../environment.ts';
import { publish } from '../parameters.ts';

/** Retention of access logs. */
const ACCESS_LOG_DAYS = 365;

/** Resources for operators: the alarm topic and the access logs. */
export class Operations extends Construct {
  readonly alarmTopic: Topic;
  readonly accessLogs: Bucket;

  constructor(scope: Construct, deployment: Deployment) {
    super(scope, 'Operations');
    const { parameters } = deployment;
    this.alarmTopic = this.createAlarmTopic(deployment);
    this.accessLogs = this.createAccessLogBucket();
    publish(this, parameters.operations.alarmTopic, this.alarmTopic.topicArn);
    publish(this, parameters.operations.accessLogBucket, this.accessLogs.bucketName);
  }

  private createAlarmTopic({ names, stage }: Deployment): Topic {
    const key = new Key(this, 'AlarmKey', {
      alias: names.key('alarms'),
      description: 'Encrypts alarms on their way to people',
      enableKeyRotation: true,
      removalPolicy: leftoversOf(stage),
    });
    const alarms = new ServicePrincipal('cloudwatch.amazonaws.com');
    const ofThisAccount = { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } };
    key.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AlarmsOfThisAccount',
        principals: [alarms],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: ['*'],
        conditions: ofThisAccount,
      }),
    );
    const topic = new Topic(this, 'AlarmTopic', { masterKey: key, enforceSSL: true });
    topic.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AlarmsOfThisAccount',
        principals: [alarms],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: ofThisAccount,
      }),
    );
    return topic;
  }

  private createAccessLogBucket(): Bucket {
    const bucket = new Bucket(this, 'AccessLogs', {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      versioned: true,
      lifecycleRules: [
        {
          expiration: Duration.days(ACCESS_LOG_DAYS),
          noncurrentVersionExpiration: Duration.days(1),
        },
      ],
      removalPolicy: RemovalPolicy.RETAIN,
    });
    bucket.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AccessLogsOfBuckets',
        principals: [new ServicePrincipal('logging.s3.amazonaws.com')],
        actions: ['s3:PutObject'],
        resources: [bucket.arnForObjects('buckets/*')],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
    acknowledge(bucket, 'A log of who reads the access logs would have to be logged in turn', 'S1');
    return bucket;
  }
}
