import type { Manifest } from '#libs/manifest';
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
  /** For people: why it is deployed. */
  readonly reason: string;
  readonly hasDatabase: boolean;
  readonly calls: readonly string[];
}

/** What a stage needs to run a commit. */
export interface Plan {
  readonly stage: string;
  readonly sha: string;
  /** Callees before their callers. */
  readonly services: readonly PlannedService[];
  readonly unchanged: readonly { readonly service: string; readonly reason: string }[];
}

export interface PlanQuestion {
  readonly stage: string;
  /** The full sha of what is checked out. */
  readonly sha: string;
  /** As `loadManifests` gives them. */
  readonly manifests: readonly Manifest[];
}

/** Finds out what differs from what runs. A service that runs something newer already is left alone. */
export async function planDeployment(
  { stage, sha, manifests }: PlanQuestion,
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
      unchanged.push({ service, reason: 'something newer runs already' });
    } else {
      services.push({ service, previousSha, reason, hasDatabase: manifest.database, calls: manifest.calls });
    }
  }
  return { stage, sha, services, unchanged };
}

/** A run that waited for long, or that is started again, must not put an old version over a new one. */
async function runsNewer(
  { previousSha }: ServiceChange,
  sha: string,
  history: Pick<History, 'knows' | 'isAncestor'>,
): Promise<boolean> {
  if (previousSha === null || !(await history.knows(previousSha))) return false;
  return history.isAncestor(sha, previousSha);
}

/**
 * The part of a plan that deploys one service; nothing where it needs none. Throws an Error if a service that
 * it calls must be deployed before it and is not.
 */
export function planFor(plan: Plan, service: string): Plan {
  const own = plan.services.find((planned) => planned.service === service);
  const waiting = plan.services.filter((planned) => own?.calls.includes(planned.service));
  if (waiting.length > 0) {
    const names = waiting.map((callee) => callee.service).join(', ');
    throw new Error(
      `${service} calls ${names}, which is not at this version at ${plan.stage} yet; deploy that first`,
    );
  }
  return {
    ...plan,
    services: own ? [own] : [],
    unchanged: plan.unchanged.filter((each) => each.service === service),
  };
}
