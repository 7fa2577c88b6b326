import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';

const storedSchema = z.object({
  id: z.number(),
  task: z.string(),
  payload: z.unknown(),
  createdAt: z.number(),
  statuses: z
    .array(z.object({ description: z.string(), log_url: z.string().nullish() }).readonly())
    .readonly(),
});

const cachedSchema = z.object({
  repository: z.string(),
  stage: z.string(),
  /** All deployments that were created before this time (ms) and after the oldest one are in the cache. */
  coveredUntil: z.number(),
  /** Newest first. */
  deployments: z.array(storedSchema.readonly()).readonly(),
  /** The cursor of the page after the oldest deployment. Null if there is none. */
  next: z.string().nullable(),
});

/** Old deployments of a stage as GitHub returned them. */
export type CachedDeployments = z.output<typeof cachedSchema>;

/** Keeps old deployments in a file, because they rarely change and reading them takes many requests. */
export class DeploymentCache {
  private readonly file: string;

  constructor(file: string) {
    this.file = file;
  }

  /** Undefined if the file does not exist, is damaged, or has another repository or stage. */
  async load(repository: string, stage: string): Promise<CachedDeployments | undefined> {
    try {
      const { data } = cachedSchema.safeParse(JSON.parse(await readFile(this.file, 'utf8')));
      return data?.repository === repository && data.stage === stage ? data : undefined;
    } catch {
      return undefined;
    }
  }

  async save(cached: CachedDeployments): Promise<void> {
    await mkdir(dirname(this.file), { recursive: true });
    await writeFile(this.file, JSON.stringify(cached));
  }

  async clear(): Promise<void> {
    await rm(this.file, { force: true });
  }
}
