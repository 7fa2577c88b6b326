import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { GitHub } from './connect-to-github.ts';
import {
  DEPLOYMENTS_QUERY,
  type StoredDeployment,
  parseDeployments,
  storedDeploymentSchema,
} from './github-query.ts';

const PAGE_SIZE = 100;
const DAY_MS = 24 * 60 * 60 * 1000;
/** Deployments that are younger than this are not cached, because they may still get an outcome or an incident. */
const SETTLED_AFTER_MS = 90 * DAY_MS;

/**
 * Consecutive deployments of a stage, newest first. `next` is the cursor of the following page, or null after the
 * last page.
 */
const deploymentsSchema = z.object({
  deployments: z.array(storedDeploymentSchema),
  next: z.string().nullable(),
});

const cacheSchema = deploymentsSchema.extend({ repository: z.string(), stage: z.string() });

type Deployments = z.output<typeof deploymentsSchema>;

export interface DeploymentsWanted {
  readonly stage: string;
  /** Deployments that were created before this time (ms since 1970) may be missing. */
  readonly since?: number | undefined;
  readonly now: number;
}

/**
 * Reads the deployments of a stage with their statuses, newest first. Old deployments rarely change, and
 * reading them takes many requests, so the cache file stores them.
 */
export async function readDeployments(
  wanted: DeploymentsWanted,
  github: GitHub,
  cacheFile?: string,
): Promise<readonly StoredDeployment[]> {
  if (cacheFile === undefined) return (await readNewest(wanted, github, undefined)).deployments;
  const { owner, repo } = github.repository;
  const source = { repository: `${owner}/${repo}`, stage: wanted.stage };
  const read = await readNewest(wanted, github, await loadCache(cacheFile, source));
  const settled = read.deployments.filter(({ createdAt }) => createdAt < wanted.now - SETTLED_AFTER_MS);
  await mkdir(dirname(cacheFile), { recursive: true });
  await writeFile(cacheFile, JSON.stringify({ ...source, deployments: settled, next: read.next }));
  return read.deployments;
}

async function readNewest(
  { stage, since = 0 }: DeploymentsWanted,
  { client, repository }: GitHub,
  cached: Deployments | undefined,
): Promise<Deployments> {
  const deployments: StoredDeployment[] = [];
  let next: string | null = null;
  do {
    const variables = { ...repository, environment: stage, first: PAGE_SIZE, after: next };
    const page = parseDeployments(await client.graphql(DEPLOYMENTS_QUERY, variables));
    deployments.push(...page.deployments);
    next = page.next;
    const oldest = deployments.at(-1)?.id;
    const position = cached?.deployments.findIndex(({ id }) => id === oldest) ?? -1;
    if (cached && position >= 0) {
      deployments.push(...cached.deployments.slice(position + 1));
      next = cached.next;
    }
  } while (next !== null && (deployments.at(-1)?.createdAt ?? 0) >= since);
  return { deployments, next };
}

/**
 * Returns undefined if the file does not exist, is damaged, or belongs to a different repository or stage.
 */
async function loadCache(
  file: string,
  source: { readonly repository: string; readonly stage: string },
): Promise<Deployments | undefined> {
  try {
    const { data } = cacheSchema.safeParse(JSON.parse(await readFile(file, 'utf8')));
    return data?.repository === source.repository && data.stage === source.stage ? data : undefined;
  } catch {
    return undefined;
  }
}
