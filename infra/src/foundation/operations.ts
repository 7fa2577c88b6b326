import { Duration, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { acknowledge } from '../aws-solutions-rules.ts';
import type { Deployment } from '../deployment.ts';
import { publish } from '../parameters.ts';
import { createPrivateBucket, removalPolicyOf } from '../resource-defaults.ts';

const ACCESS_LOG_DAYS = 365;

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
      description: 'Encrypts alarm notifications',
      enableKeyRotation: true,
      removalPolicy: removalPolicyOf(stage),
    });
    const alarms = new ServicePrincipal('cloudwatch.amazonaws.com');
    const events = new ServicePrincipal('events.amazonaws.com');
    const ofThisAccount = { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } };
    // This statement has no condition, as in AWS's documentation. With a wrong condition, AWS would drop notifications
    // without an error message. The topic's policy already names the account.
    key.addToResourcePolicy(
      new PolicyStatement({
        sid: 'Alarms',
        principals: [alarms, events],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
        resources: ['*'],
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
    topic.addToResourcePolicy(
      new PolicyStatement({
        // EventBridge doesn't support conditions in a topic's policy.
        sid: 'Events',
        principals: [events],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
      }),
    );
    return topic;
  }

  private createAccessLogBucket(): Bucket {
    const bucket = createPrivateBucket(this, 'AccessLogs', {
      lifecycleRules: [
        { expiration: Duration.days(ACCESS_LOG_DAYS), noncurrentVersionExpiration: Duration.days(1) },
      ],
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
    acknowledge(bucket, 'Logging access to the access logs would need access logs of its own', 'S1');
    return bucket;
  }
}
