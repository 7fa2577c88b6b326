import type { CachedDeployments, DeploymentCache } from './deployment-cache.ts';
import { DEPLOYMENTS_QUERY, type StoredDeployment, parseDeployments } from './github-query.ts';
import type { GitHub } from './github.ts';

const PAGE_SIZE = 100;
const DAY_MS = 24 * 60 * 60 * 1000;
/** Statuses of younger deployments may change: an outcome or an incident is added. */
const SETTLED_AFTER_MS = 90 * DAY_MS;

export interface DeploymentsWanted {
  readonly stage: string;
  /** Deployments that were created earlier are left out, except those on the same page. */
  readonly since?: number | undefined;
  readonly now: number;
}

/** Reads the deployments of a stage with their statuses, newest first. Old ones come from the cache if it has them. */
export async function readDeployments(
  wanted: DeploymentsWanted,
  github: GitHub,
  cache?: DeploymentCache,
): Promise<readonly StoredDeployment[]> {
  const { stage, now } = wanted;
  const { owner, repo } = github.repository;
  const repository = `${owner}/${repo}`;
  const settled = now - SETTLED_AFTER_MS;
  const cached = await cache?.load(repository, stage);
  const read = await readNewest(wanted, github, cached && { ...cached, settled });
  const deployments = read.deployments.filter(({ createdAt }) => createdAt < settled);
  await cache?.save({
    repository,
    stage,
    coveredUntil: settled,
    deployments: [...deployments],
    next: read.next,
  });
  return read.deployments;
}

interface Read {
  readonly deployments: readonly StoredDeployment[];
  readonly next: string | null;
}

async function readNewest(
  { stage, since = 0 }: DeploymentsWanted,
  { client, repository }: GitHub,
  cached: (CachedDeployments & { readonly settled: number }) | undefined,
): Promise<Read> {
  let read: StoredDeployment[] = [];
  let next: string | null = null;
  let unused = cached;
  do {
    const response: unknown = await client.graphql(DEPLOYMENTS_QUERY, {
      ...repository,
      environment: stage,
      first: PAGE_SIZE,
      after: next,
    });
    const page = parseDeployments(response);
    read.push(...page.deployments);
    next = page.next;
    const oldest = read.at(-1)?.createdAt ?? 0;
    if (unused && oldest < Math.min(unused.settled, unused.coveredUntil)) {
      ({ deployments: read, next } = join(read, unused, next));
      unused = undefined;
    }
  } while (next !== null && (read.at(-1)?.createdAt ?? 0) >= since);
  return { deployments: read, next };
}

/** Adds the cached deployments that are older than what was read. */
function join(
  read: readonly StoredDeployment[],
  { deployments, next: nextOfCache }: CachedDeployments,
  next: string | null,
): { deployments: StoredDeployment[]; next: string | null } {
  const known = new Set(read.map(({ id }) => id));
  const oldest = read.at(-1)?.createdAt ?? 0;
  const older = deployments.filter(({ id, createdAt }) => createdAt <= oldest && !known.has(id));
  return { deployments: [...read, ...older], next: older.length > 0 ? nextOfCache : next };
}
