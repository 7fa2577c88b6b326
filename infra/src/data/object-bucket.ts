import { Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Bucket, type CorsRule, HttpMethods, type ReplicationRule } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { allow, allowWildcard } from '../aws-solutions-rules.ts';
import type { Deployment, Service } from '../deployment.ts';
import { publish, read } from '../parameters.ts';
import { createLoggedBucket } from '../resource-defaults.ts';

export class ObjectBucket extends Construct {
  constructor(scope: Construct, { parameters, stage }: Deployment, { manifest }: Service) {
    super(scope, 'Objects');
    const copies = stage.replicated
      ? new Replication(this, read(this, parameters.recovery.copyBucket(manifest)))
      : undefined;
    const bucket = createLoggedBucket(this, 'Bucket', {
      name: manifest.name,
      accessLogs: read(this, parameters.operations.accessLogBucket),
      ...(manifest.bucket === 'read-write' && { cors: [pagesMayUpload(read(this, parameters.edge.host))] }),
      ...(copies && { replicationRole: copies.role, replicationRules: copies.rules }),
    });
    copies?.allow(bucket);
    publish(this, parameters.of(manifest).bucket, bucket.bucketName);
  }
}

function pagesMayUpload(host: string): CorsRule {
  return {
    allowedOrigins: [`https://${host}`],
    allowedMethods: [HttpMethods.PUT, HttpMethods.GET],
    allowedHeaders: ['content-type', 'if-none-match'],
    maxAge: 600,
  };
}

class Replication extends Construct {
  readonly role: Role;
  readonly rules: ReplicationRule[];
  private readonly target: string;

  constructor(scope: Construct, targetName: string) {
    super(scope, 'Replication');
    this.target = `arn:${Stack.of(this).partition}:s3:::${targetName}`;
    this.role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('s3.amazonaws.com') });
    this.rules = [
      {
        destination: Bucket.fromBucketArn(this, 'Target', this.target),
        priority: 0,
        deleteMarkerReplication: true,
      },
    ];
  }

  allow(source: Bucket): void {
    allow(this.role, {
      actions: ['s3:GetReplicationConfiguration', 's3:ListBucket'],
      resources: [source.bucketArn],
    });
    const reason = 'Replication copies all objects';
    allowWildcard(this.role, reason, {
      actions: ['s3:GetObjectVersionAcl', 's3:GetObjectVersionForReplication', 's3:GetObjectVersionTagging'],
      resources: [source.arnForObjects('*')],
    });
    allowWildcard(this.role, reason, {
      actions: ['s3:ReplicateDelete', 's3:ReplicateObject', 's3:ReplicateTags'],
      resources: [`${this.target}/*`],
    });
  }
}
