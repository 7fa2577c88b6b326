import { Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Role } from 'aws-cdk-lib/aws-iam';
import type { Manifest } from '#libs/manifest';
import { allowWidely } from '../acknowledgements.ts';
import type { Deployment, Service } from '../deployment.ts';
import { NAMESPACE } from '../naming.ts';
import { read } from '../parameters.ts';

/** Allows a task to sign in to the service's database as one user. */
export function allowDatabaseUser(
  role: Role,
  { parameters }: Deployment,
  { manifest }: Service,
  user: string,
): void {
  const instance = read(role, parameters.of(manifest).database.resourceId);
  const resource = Stack.of(role).formatArn({
    service: 'rds-db',
    resource: `dbuser:${instance}`,
    resourceName: user,
  });
  role.addToPolicy(new PolicyStatement({ actions: ['rds-db:connect'], resources: [resource] }));
}

/** Allows a task to read, or read and write, the service's own bucket. */
export function allowBucket(
  role: Role,
  { parameters }: Deployment,
  { manifest }: Service,
  access: NonNullable<Manifest['bucket']>,
): void {
  const { partition } = Stack.of(role);
  const bucket = `arn:${partition}:s3:::${read(role, parameters.of(manifest).bucket)}`;
  const writes = access === 'read-write';
  allowWidely(
    role,
    'Objects are made while the service runs; the bucket is the service’s own',
    new PolicyStatement({
      actions: writes ? ['s3:GetObject', 's3:PutObject'] : ['s3:GetObject'],
      resources: [`${bucket}/*`],
    }),
  );
  // A writer checks whether an object exists. Without this action, S3 returns 403 instead of 404.
  if (writes) role.addToPolicy(new PolicyStatement({ actions: ['s3:ListBucket'], resources: [bucket] }));
}

/** Allows a task to look up its callees and no other services. */
export function allowDiscovery(role: Role, callees: readonly Service[]): void {
  allowWidely(
    role,
    'The question is not asked of any one resource; the conditions name the namespace and the callees',
    new PolicyStatement({
      actions: ['servicediscovery:DiscoverInstances'],
      resources: ['*'],
      conditions: {
        StringEquals: {
          'servicediscovery:NamespaceName': NAMESPACE,
          'servicediscovery:ServiceName': callees.map(({ manifest }) => manifest.name),
        },
      },
    }),
  );
}
