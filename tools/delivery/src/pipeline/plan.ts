import type { Manifest } from '#libs/manifest';
import type { DeploymentRecords } from '../records/deployment-records.ts';
import {
  type ChangeSources,
  type History,
  type ServiceChange,
  changedServices,
} from '../changes/changed-services.ts';

/** One service to deploy. */
export interface PlannedService {
  readonly service: string;
  readonly previousSha: string | null;
  /** The reason, as a sentence for people. */
  readonly reason: string;
  readonly hasDatabase: boolean;
  readonly calls: readonly string[];
}

/** The services that a stage must deploy to run a commit. */
export interface Plan {
  readonly stage: string;
  readonly sha: string;
  /** Callees before callers. */
  readonly services: readonly PlannedService[];
  readonly unchanged: readonly { readonly service: string; readonly reason: string }[];
}

export interface PlanOptions {
  readonly stage: string;
  /** The full sha of the checkout. */
  readonly sha: string;
  /** As `loadManifests` returns them. */
  readonly manifests: readonly Manifest[];
}

/** Plans the services that differ from the running version. It skips a service that runs a newer version. */
export async function planDeployment(
  { stage, sha, manifests }: PlanOptions,
  sources: ChangeSources,
): Promise<Plan> {
  const byName = new Map(manifests.map((manifest) => [manifest.name, manifest]));
  const changes = await changedServices({ services: [...byName.keys()], stage, head: sha }, sources);
  const services: PlannedService[] = [];
  const unchanged: { service: string; reason: string }[] = [];
  for (const change of changes) {
    const { service, previousSha, reason } = change;
    const manifest = byName.get(service);
    if (!manifest || !change.changed) {
      unchanged.push({ service, reason });
    } else if (await runsNewer(change, sha, sources.history)) {
      unchanged.push({ service, reason: 'a newer version already runs' });
    } else {
      services.push({ service, previousSha, reason, hasDatabase: manifest.database, calls: manifest.calls });
    }
  }
  return { stage, sha, services, unchanged };
}

/** A delayed or repeated run must not replace a newer version. */
async function runsNewer(
  { previousSha }: ServiceChange,
  sha: string,
  history: Pick<History, 'knows' | 'isAncestor'>,
): Promise<boolean> {
  if (previousSha === null || !(await history.knows(previousSha))) return false;
  return history.isAncestor(sha, previousSha);
}

/**
 * The part of a plan for one service, empty if it needs no deployment. Throws an Error if a callee
 * must be deployed first and is not.
 */
export function planFor(plan: Plan, service: string): Plan {
  const own = plan.services.find((planned) => planned.service === service);
  const missing = plan.services.filter((planned) => own?.calls.includes(planned.service));
  if (missing.length > 0) {
    const names = missing.map((callee) => callee.service).join(', ');
    throw new Error(
      `${service} calls ${names}, which does not run this version in ${plan.stage} yet. Deploy that first`,
    );
  }
  return {
    ...plan,
    services: own ? [own] : [],
    unchanged: plan.unchanged.filter((each) => each.service === service),
  };
}

/** Outputs for later workflow jobs: the services as a matrix. */
export function outputsOf({ services }: Plan): string {
  return `services=${JSON.stringify(services.map(({ service }) => service))}\n`;
}

/** Renders the plan as Markdown. */
export function summaryOf({ stage, sha, services, unchanged }: Plan): string {
  const lines = [
    ...services.map(({ service, reason }) => `| ${service} | deploy | ${reason} |`),
    ...unchanged.map(({ service, reason }) => `| ${service} | skip | ${reason} |`),
  ];
  return [
    `### ${stage} at ${sha.slice(0, 7)}`,
    '',
    '| service | action | reason |',
    '| --- | --- | --- |',
    ...lines,
    '',
  ].join('\n');
}

export interface PlannedRollback {
  readonly service: string;
  readonly previousSha: string;
  /** The operations that the target version implements, as its record lists them. */
  readonly builtOperations?: readonly string[] | undefined;
}

/** Throws an Error unless the full sha `to` ran in the stage before, because only then a working image exists. */
export async function planRollback(
  { service, stage, to }: Readonly<Record<'service' | 'stage' | 'to', string>>,
  records: Pick<DeploymentRecords, 'history'>,
): Promise<PlannedRollback> {
  const successes = (await records.history({ stage, service })).finished.filter(
    ({ result }) => result === 'success',
  );
  const last = successes.at(-1);
  const target = successes.findLast(({ sha }) => sha === to);
  if (last && target) return { service, previousSha: last.sha, builtOperations: target.built_operations };
  const known = [...new Set(successes.map(({ sha }) => sha))].reverse().slice(0, 5);
  throw new Error(
    `${service} never ran ${to} at ${stage}. ${known.length > 0 ? `It ran ${known.join(', ')}` : 'It never ran there'}`,
  );
}
