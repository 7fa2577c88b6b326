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
      /** Exists only in a stage with a domain. */
      hostedZone: `${root}/given/hosted-zone-id`,
      /**
       * The certificate of the domain. It is in us-east-1, because CloudFront reads certificates only from
       * that region.
       */
      edgeCertificate: `${root}/given/edge-certificate-arn`,
    },
    /**
     * Parameters of the second region. The pipeline or an operator copies them to this region, because
     * CloudFormation can't read parameters of a different region.
     */
    recovery: {
      path: `${root}/recovery`,
      /** Encrypts backup copies. */
      backupKey: `${root}/recovery/backup-key-arn`,
      copyBucket: ({ name }: Pick<Manifest, 'name'>) => `${root}/recovery/services/${name}/bucket-name`,
    },
    /** Parameters of us-east-1, which are copied in the same way. */
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
    /** The instance that contains the databases of all services, if the profile has a shared instance. */
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
    /** Services derive their certificates from this secret, if the profile makes services encrypt traffic. */
    tlsSecret: `${root}/services-tls/secret-arn`,
    discovery: { namespace: `${root}/discovery/namespace-id` },
    operations: {
      alarmTopic: `${root}/operations/alarm-topic-arn`,
      accessLogBucket: `${root}/operations/access-log-bucket`,
    },
    web: { bucket: `${root}/web/bucket-name` },
    /** The stage's user pool sets these parameters. Without a user pool, an operator sets them. */
    identity: {
      issuer: `${root}/identity/issuer`,
      audience: `${root}/identity/audience`,
      /** The web app uses this client to sign people in. */
      webClient: `${root}/identity/web-client-id`,
      jwksUrl: `${root}/identity/jwks-url`,
      /** The value of AUTH_PROFILE: how the issuer marks access tokens and machines. */
      profile: `${root}/identity/profile`,
      /** The value of AUTH_SUPPORT_GROUP: the issuer's group for Qred's support employees. */
      supportGroup: `${root}/identity/support-group`,
      /** The user pool for test users. Some stages have none. */
      userPool: `${root}/identity/user-pool-id`,
    },
    of: ({ name }: Pick<Manifest, 'name'>) => ({
      /** The tags of the images that serve and migrate. The pipeline sets both. */
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
    /** Permissions to connect contain this resource id. A restored instance gets a new one. */
    resourceId: `${path}/resource-id`,
  };
}
