import type { Manifest } from '#libs/manifest';
import type { StageName } from './stages.ts';

export type Parameters = ReturnType<typeof parametersOf>;

/** The names of all SSM parameters. Stacks hand values to one another through these alone. */
export function parametersOf(stage: StageName) {
  const root = `/qred/${stage}`;
  return {
    /** Written by whoever sets a stage up, before its first deployment (docs/runbooks/first-deployment.md). */
    given: {
      hostedZone: `${root}/given/hosted-zone-id`,
      s3PrefixList: `${root}/given/s3-prefix-list-id`,
    },
    /** Published in the second region, and copied from there by hand: CloudFormation reads in its own region. */
    recovery: {
      path: `${root}/recovery`,
      /** What copies of backups are encrypted with. */
      backupKey: `${root}/recovery/backup-key-arn`,
      copyBucket: ({ name }: Pick<Manifest, 'name'>) => `${root}/recovery/services/${name}/bucket-name`,
    },
    network: {
      vpc: `${root}/network/vpc-id`,
      privateSubnet: (index: number) => `${root}/network/private-subnet-${index}`,
      isolatedSubnet: (index: number) => `${root}/network/isolated-subnet-${index}`,
      endpointSecurityGroup: `${root}/network/endpoint-security-group-id`,
    },
    edge: {
      listener: `${root}/edge/listener-arn`,
      securityGroup: `${root}/edge/security-group-id`,
    },
    discovery: { namespace: `${root}/discovery/namespace-id` },
    operations: {
      alarmTopic: `${root}/operations/alarm-topic-arn`,
      accessLogBucket: `${root}/operations/access-log-bucket`,
    },
    /** Of the user pool where the stage has its own, written by hand where it has not. */
    identity: {
      issuer: `${root}/identity/issuer`,
      audience: `${root}/identity/audience`,
      jwksUrl: `${root}/identity/jwks-url`,
      /** Where test users are made; of a stage with a pool of its own. */
      userPool: `${root}/identity/user-pool-id`,
    },
    of: ({ name }: Pick<Manifest, 'name'>) => ({
      /** The tag of the image that serves, and of the one that migrates; the pipeline writes both. */
      image: `${root}/services/${name}/image`,
      migrationImage: `${root}/services/${name}/migration-image`,
      securityGroup: `${root}/services/${name}/security-group-id`,
      bucket: `${root}/services/${name}/bucket-name`,
      database: {
        host: `${root}/services/${name}/database/host`,
        /** What permissions to connect are given for; an instance that is restored gets a new one. */
        resourceId: `${root}/services/${name}/database/resource-id`,
        administratorSecret: `${root}/services/${name}/database/administrator-secret-arn`,
        key: `${root}/services/${name}/database/key-arn`,
      },
    }),
  };
}
