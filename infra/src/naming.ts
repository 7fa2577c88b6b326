import type { Manifest } from '#libs/manifest';
import type { StageName } from './stages.ts';

type Named = Pick<Manifest, 'name'>;

/** The Cloud Map namespace of the services. */
export const NAMESPACE = 'qred';
/** The only region from which CloudFront accepts a web ACL. */
export const CLOUDFRONT_REGION = 'us-east-1';
/** The CPU of tasks, as Docker names it. Images are built for this CPU. */
export const TASK_CPU = 'arm64';
/** Creates the roles in a new database. */
export const DATABASE_ADMINISTRATOR = 'postgres';
export const DATABASE_PORT = 5432;
/** The qualifier that `cdk bootstrap` uses in names by default. */
export const BOOTSTRAP_QUALIFIER = 'hnb659fds';

export type Names = ReturnType<typeof namesOf>;

/** Names that people and pipelines type. CloudFormation generates all others. */
export function namesOf(stage: StageName) {
  const prefixed = (...rest: string[]): string => ['qred', stage, ...rest].join('-');
  return {
    cluster: prefixed(),
    stacks: {
      edgeFirewall: `EdgeFirewall-${stage}`,
      foundation: `Foundation-${stage}`,
      mock: `Mock-${stage}`,
      monitoring: `Monitoring-${stage}`,
      recovery: `Recovery-${stage}`,
      web: `Web-${stage}`,
      data: (service: Named) => `${pascalCase(service.name)}Data-${stage}`,
      migration: (service: Named) => `${pascalCase(service.name)}Migration-${stage}`,
      service: (service: Named) => `${pascalCase(service.name)}-${stage}`,
    },
    repository: (service: Named) => `qred/${stage}/${service.name}`,
    /** Registry of the layers of earlier image builds. */
    buildCache: `qred/${stage}/build-cache`,
    databaseInstance: (service: Named) => prefixed(service.name),
    sharedDatabaseInstance: prefixed('shared'),
    /** Task definition families. Run the latest revision. */
    taskFamily: (service: Named) => prefixed(service.name),
    migrationFamily: (service: Named) => prefixed(service.name, 'migration'),
    seedFamily: (service: Named) => prefixed(service.name, 'seed'),
    logGroup: (...path: string[]) => `/qred/${stage}/${path.join('/')}`,
    serviceLogGroup: (service: Named) => `/qred/${stage}/services/${service.name}`,
    /** Log group of migrations and seeds. */
    oneOffLogGroup: (service: Named) => `/qred/${stage}/services/${service.name}/one-off`,
    key: (of: string) => `alias/qred/${stage}/${of}`,
    serviceKey: (service: Named) => `alias/qred/${stage}/services/${service.name}`,
    alarm: (service: Named, what: string) => prefixed(service.name, what),
    edgeAlarm: (what: string) => prefixed('edge', what),
    /**
     * Name of a resource that must be unique in the AWS account. It contains the region, so each region can have its
     * own.
     */
    global: (region: string, what: string) => prefixed(region, what),
    stageAlarm: (what: string) => prefixed(what),
    overviewDashboard: prefixed('overview'),
    dashboard: (service: Named) => prefixed(service.name),
    /** Path of the roles that the pipeline may pass to tasks. Their names are generated. */
    oneOffRolePath: (region: string) => `/qred/${stage}/${region}/one-off/`,
  };
}

/** The name of a service's database in its instance. */
export function databaseName({ name }: Named): string {
  return name.replaceAll('-', '_');
}

/** A service's database roles: one for serving, one for migrating. */
export function databaseUsers({ name }: Named): { readonly serving: string; readonly migrating: string } {
  const base = databaseName({ name });
  return { serving: `${base}_service`, migrating: `${base}_migration` };
}

/** Converts `bonus-points` to `BonusPoints`, the form used in stack names. */
export function pascalCase(name: string): string {
  return name
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}
