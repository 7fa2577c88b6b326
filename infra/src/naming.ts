import type { Manifest } from '#libs/manifest';
import type { StageName } from './stages.ts';

type Named = Pick<Manifest, 'name'>;

export const NAMESPACE = 'qred';
/** CloudFront accepts a web ACL only from this region. */
export const CLOUDFRONT_REGION = 'us-east-1';
/** Docker's name for the CPU of the tasks. Images are built for this CPU. */
export const TASK_CPU = 'arm64';
export const DATABASE_ADMINISTRATOR = 'postgres';
export const DATABASE_PORT = 5432;
/** `cdk bootstrap` uses this qualifier by default. */
export const BOOTSTRAP_QUALIFIER = 'hnb659fds';

export type Names = ReturnType<typeof namesOf>;

/** Names that people and pipelines use in commands. CloudFormation generates all other names. */
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
    buildCache: `qred/${stage}/build-cache`,
    databaseInstance: (service: Named) => prefixed(service.name),
    sharedDatabaseInstance: prefixed('shared'),
    /** To run a task, use the latest revision of its family. */
    taskFamily: (service: Named) => prefixed(service.name),
    migrationFamily: (service: Named) => prefixed(service.name, 'migration'),
    seedFamily: (service: Named) => prefixed(service.name, 'seed'),
    logGroup: (...path: string[]) => `/qred/${stage}/${path.join('/')}`,
    serviceLogGroup: (service: Named) => `/qred/${stage}/services/${service.name}`,
    oneOffLogGroup: (service: Named) => `/qred/${stage}/services/${service.name}/one-off`,
    key: (of: string) => `alias/qred/${stage}/${of}`,
    serviceKey: (service: Named) => `alias/qred/${stage}/services/${service.name}`,
    alarm: (service: Named, what: string) => prefixed(service.name, what),
    edgeAlarm: (what: string) => prefixed('edge', what),
    /**
     * For a name that must be unique in the AWS account. The name contains the region, so that two regions can have
     * the same resource.
     */
    global: (region: string, what: string) => prefixed(region, what),
    stageAlarm: (what: string) => prefixed(what),
    overviewDashboard: prefixed('overview'),
    dashboard: (service: Named) => prefixed(service.name),
    /**
     * The pipeline may start tasks with the roles under this path. CloudFormation generates the names of the roles.
     */
    oneOffRolePath: (region: string) => `/qred/${stage}/${region}/one-off/`,
  };
}

export function databaseName({ name }: Named): string {
  return name.replaceAll('-', '_');
}

export function databaseUsers({ name }: Named): { readonly serving: string; readonly migrating: string } {
  const base = databaseName({ name });
  return { serving: `${base}_service`, migrating: `${base}_migration` };
}

/** Converts `bonus-points` to `BonusPoints`, the form in stack names. */
export function pascalCase(name: string): string {
  return name
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}
