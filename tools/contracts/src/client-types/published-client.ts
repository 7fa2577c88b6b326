import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { z } from 'zod';
import { CLIENT_REGISTRY } from './build-package.ts';

const run = promisify(execFile);

export interface PublishedClient {
  readonly version: string;
  readonly builtFrom: string;
}

const published = z.object({ version: z.string(), builtFrom: z.string() });
const failure = z.object({ stdout: z.string() });
const notFound = z.object({ error: z.object({ code: z.literal('E404') }) });

/** Returns undefined if no client was published yet. Throws an Error if the registry can't be read. */
export async function findPublishedClient(): Promise<PublishedClient | undefined> {
  const query = ['view', '@qred/api-client', 'version', 'builtFrom', '--json', '--registry', CLIENT_REGISTRY];
  try {
    return published.parse(JSON.parse((await run('npm', query)).stdout));
  } catch (error) {
    const { data } = failure.safeParse(error);
    if (data && notFound.safeParse(parsed(data.stdout)).success) return undefined;
    throw error;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
