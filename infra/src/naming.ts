import type { Manifest } from '#libs/manifest';
import type { StageName } from './stages.ts';

type Named = Pick<Manifest, 'name'>;

/** The Cloud Map namespace that services find one another in. */
export const NAMESPACE = 'qred';
/** The database of each instance: there is one per service, so it needs no name of its own. */
export const DATABASE = 'qred';
/** Creates the roles in a new database; nobody else signs in with a password. */
export const DATABASE_ADMINISTRATOR = 'postgres';
export const DATABASE_PORT = 5432;

export type Names = ReturnType<typeof namesOf>;

/** How things are called whose names people and pipelines type. The rest is named by CloudFormation. */
export function namesOf(stage: StageName) {
  const prefixed = (...rest: string[]): string => ['qred', stage, ...rest].join('-');
  return {
    cluster: prefixed(),
    stacks: {
      foundation: `Foundation-${stage}`,
      recovery: `Recovery-${stage}`,
      data: (service: Named) => `${pascalCase(service.name)}Data-${stage}`,
      migration: (service: Named) => `${pascalCase(service.name)}Migration-${stage}`,
      service: (service: Named) => `${pascalCase(service.name)}-${stage}`,
    },
    repository: (service: Named) => `qred/${stage}/${service.name}`,
    databaseInstance: (service: Named) => prefixed(service.name),
    /** Task definitions; the latest revision of a family is the one to run. */
    taskFamily: (service: Named) => prefixed(service.name),
    migrationFamily: (service: Named) => prefixed(service.name, 'migration'),
    seedFamily: (service: Named) => prefixed(service.name, 'seed'),
    logGroup: (...path: string[]) => `/qred/${stage}/${path.join('/')}`,
    serviceLogGroup: (service: Named) => `/qred/${stage}/services/${service.name}`,
    /** Of migrations and seeds. */
    oneOffLogGroup: (service: Named) => `/qred/${stage}/services/${service.name}/one-off`,
    key: (of: string) => `alias/qred/${stage}/${of}`,
    serviceKey: (service: Named) => `alias/qred/${stage}/services/${service.name}`,
    alarm: (service: Named, what: string) => prefixed(service.name, what),
    edgeAlarm: (what: string) => prefixed('edge', what),
    dashboard: (service: Named) => prefixed(service.name),
    /** Roles that the pipeline may hand to tasks lie under a path, because their names are made up. */
    oneOffRolePath: (region: string) => `/qred/${stage}/${region}/one-off/`,
  };
}

/** What a service is called in its own database when it serves, and when it migrates. */
export function databaseUsers({ name }: Named): { readonly serving: string; readonly migrating: string } {
  const base = name.replaceAll('-', '_');
  return { serving: `${base}_service`, migrating: `${base}_migration` };
}

/** `bonus-points` as it stands in the names of stacks: BonusPoints. */
export function pascalCase(name: string): string {
  return name
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}
