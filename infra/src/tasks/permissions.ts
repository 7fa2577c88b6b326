import { Stack } from 'aws-cdk-lib';
import type { Role } from 'aws-cdk-lib/aws-iam';
import { allow, allowWildcard } from '../aws-solutions-rules.ts';
import type { Deployment, Service } from '../deployment.ts';
import { NAMESPACE } from '../naming.ts';
import { read } from '../parameters.ts';

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
  allow(role, { actions: ['rds-db:connect'], resources: [resource] });
}

/** A task may only create objects whose keys match `written`. */
export function allowBucket(
  role: Role,
  { parameters }: Deployment,
  { manifest }: Service,
  written?: `${string}*`,
): void {
  const { partition } = Stack.of(role);
  const bucket = `arn:${partition}:s3:::${read(role, parameters.of(manifest).bucket)}`;
  const reason = 'Object names are not known in advance, and the bucket belongs to the service';
  allowWildcard(role, reason, { actions: ['s3:GetObject'], resources: [`${bucket}/*`] });
  if (written === undefined) return;
  allowWildcard(role, reason, { actions: ['s3:PutObject'], resources: [`${bucket}/${written}`] });
  // Before writing, a task checks whether the object exists. Without this permission, S3 returns 403 instead
  // of 404.
  allow(role, { actions: ['s3:ListBucket'], resources: [bucket] });
}

export function allowDiscovery(role: Role, callees: readonly Service[]): void {
  allowWildcard(
    role,
    'The action has no resource-level permission. The conditions name the namespace and the callees',
    {
      actions: ['servicediscovery:DiscoverInstances'],
      resources: ['*'],
      conditions: {
        StringEquals: {
          'servicediscovery:NamespaceName': NAMESPACE,
          'servicediscovery:ServiceName': callees.map(({ manifest }) => manifest.name),
        },
      },
    },
  );
}
