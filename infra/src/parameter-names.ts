import type { Manifest } from '#libs/manifest';
import type { StageName } from './stages.ts';

export type Parameters = ReturnType<typeof parametersOf>;

/** The names of all SSM parameters. Stacks share values only through them. */
export function parametersOf(stage: StageName) {
  const root = `/qred/${stage}`;
  return {
    /** An operator sets these before the first deployment (docs/runbooks/first-deployment.md). */
    given: {
      s3PrefixList: `${root}/given/s3-prefix-list-id`,
      /** The addresses from which CloudFront connects to origins. */
      cloudFrontPrefixList: `${root}/given/cloudfront-prefix-list-id`,
      /** The hosted zone, only for a stage with a domain. */
      hostedZone: `${root}/given/hosted-zone-id`,
      /** The certificate of the domain in us-east-1, the only region from which CloudFront reads certificates. */
      edgeCertificate: `${root}/given/edge-certificate-arn`,
    },
    /**
     * Parameters of the second region. The pipeline or an operator copies them, because CloudFormation reads only its
     * own region.
     */
    recovery: {
      path: `${root}/recovery`,
      /** The key that encrypts backup copies. */
      backupKey: `${root}/recovery/backup-key-arn`,
      copyBucket: ({ name }: Pick<Manifest, 'name'>) => `${root}/recovery/services/${name}/bucket-name`,
    },
    /** Parameters of us-east-1, which are copied to the region of the stage like those of `recovery`. */
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
    /** The instance with the databases of all services, in a profile with a shared instance. */
    sharedDatabase: {
      ...databaseAt(`${root}/database`),
      securityGroup: `${root}/database/security-group-id`,
    },
    edge: {
      /** The stage's host name on the internet: its domain, or the name that CloudFront gives the stage. */
      host: `${root}/edge/host`,
      listener: `${root}/edge/listener-arn`,
      securityGroup: `${root}/edge/security-group-id`,
    },
    /** The secret from which services derive their certificates, in a profile where services encrypt. */
    tlsSecret: `${root}/services-tls/secret-arn`,
    discovery: { namespace: `${root}/discovery/namespace-id` },
    operations: {
      alarmTopic: `${root}/operations/alarm-topic-arn`,
      accessLogBucket: `${root}/operations/access-log-bucket`,
    },
    /** Where the pages of the web app are stored. */
    web: { bucket: `${root}/web/bucket-name` },
    /** Parameters that the stage's own user pool sets, or an operator if the stage has no user pool. */
    identity: {
      issuer: `${root}/identity/issuer`,
      audience: `${root}/identity/audience`,
      /** The client with which the web app signs people in. */
      webClient: `${root}/identity/web-client-id`,
      jwksUrl: `${root}/identity/jwks-url`,
      /** How the issuer marks access tokens and machines: the value of AUTH_PROFILE. */
      profile: `${root}/identity/profile`,
      /** The issuer's group of the employees in Qred's support: the value of AUTH_SUPPORT_GROUP. */
      supportGroup: `${root}/identity/support-group`,
      /** The user pool for test users, in stages that have one. */
      userPool: `${root}/identity/user-pool-id`,
    },
    of: ({ name }: Pick<Manifest, 'name'>) => ({
      /** Image tags of the serving and the migrating image. The pipeline sets both. */
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
    /** The identifier of the RDS instance. */
    instance: `${path}/instance`,
    host: `${path}/host`,
    /** The resource id that connect permissions name. A restored instance gets a new resource id. */
    resourceId: `${path}/resource-id`,
  };
}
