import type { Manifest } from '#libs/manifest';
import type { StageName } from './stages.ts';

export type Parameters = ReturnType<typeof parametersOf>;

/** The names of all SSM parameters. Stacks share values only through these parameters. */
export function parametersOf(stage: StageName) {
  const root = `/qred/${stage}`;
  return {
    /** An operator sets these parameters before the first deployment (docs/runbooks/first-deployment.md). */
    given: {
      s3PrefixList: `${root}/given/s3-prefix-list-id`,
      /** CloudFront connects to origins from these addresses. */
      cloudFrontPrefixList: `${root}/given/cloudfront-prefix-list-id`,
      /** Only a stage with a domain has this parameter. */
      hostedZone: `${root}/given/hosted-zone-id`,
      /** CloudFront reads certificates only from us-east-1, so the domain's certificate is there. */
      edgeCertificate: `${root}/given/edge-certificate-arn`,
    },
    /**
     * Parameters of the second region. The pipeline or an operator copies these parameters to the stage's region,
     * because CloudFormation can't read parameters of a different region.
     */
    recovery: {
      path: `${root}/recovery`,
      backupKey: `${root}/recovery/backup-key-arn`,
      copyBucket: ({ name }: Pick<Manifest, 'name'>) => `${root}/recovery/services/${name}/bucket-name`,
    },
    /** Parameters of us-east-1. The pipeline or an operator copies these parameters to the stage's region. */
    edgeFirewall: {
      path: `${root}/edge-firewall`,
      webAcl: `${root}/edge-firewall/web-acl-arn`,
    },
    network: {
      vpc: `${root}/network/vpc-id`,
      privateSubnet: (index: number) => `${root}/network/private-subnet-${index}`,
      isolatedSubnet: (index: number) => `${root}/network/isolated-subnet-${index}`,
      endpointSecurityGroup: `${root}/network/endpoint-security-group-id`,
    },
    /** These parameters exist only in a profile with a shared database instance. */
    sharedDatabase: {
      ...databaseAt(`${root}/database`),
      securityGroup: `${root}/database/security-group-id`,
    },
    edge: {
      /** The stage's domain, or the name that CloudFront gives the stage. */
      host: `${root}/edge/host`,
      listener: `${root}/edge/listener-arn`,
      securityGroup: `${root}/edge/security-group-id`,
    },
    /** In a profile where services encrypt traffic, the services derive their certificates from this secret. */
    tlsSecret: `${root}/services-tls/secret-arn`,
    discovery: { namespace: `${root}/discovery/namespace-id` },
    operations: {
      alarmTopic: `${root}/operations/alarm-topic-arn`,
      accessLogBucket: `${root}/operations/access-log-bucket`,
    },
    web: { bucket: `${root}/web/bucket-name` },
    /** The stage's user pool sets these parameters. Without a user pool, an operator sets these parameters. */
    identity: {
      issuer: `${root}/identity/issuer`,
      audience: `${root}/identity/audience`,
      webClient: `${root}/identity/web-client-id`,
      jwksUrl: `${root}/identity/jwks-url`,
      /** The value of AUTH_PROFILE, which says how the issuer marks access tokens and machines. */
      profile: `${root}/identity/profile`,
      /** The value of AUTH_SUPPORT_GROUP: the issuer's group for Qred's support employees. */
      supportGroup: `${root}/identity/support-group`,
      /** Exists only in a stage with a user pool. */
      userPool: `${root}/identity/user-pool-id`,
    },
    of: ({ name }: Pick<Manifest, 'name'>) => ({
      /** Serving tasks and migration tasks have separate image tags. The pipeline sets both tags. */
      image: `${root}/services/${name}/image`,
      migrationImage: `${root}/services/${name}/migration-image`,
      securityGroup: `${root}/services/${name}/security-group-id`,
      bucket: `${root}/services/${name}/bucket-name`,
      database: databaseAt(`${root}/services/${name}/database`),
    }),
  };
}

function databaseAt(path: string) {
  return {
    instance: `${path}/instance`,
    host: `${path}/host`,
    /** An IAM permission to connect to the database contains this id. A restored instance gets a new id. */
    resourceId: `${path}/resource-id`,
  };
}
