import { existsSync } from 'node:fs';
import { DeploymentCache } from './deployment-cache.ts';
import type { DeploymentRecords } from './deployment-records.ts';
import { FileRecords } from './file-records.ts';
import { GitHubRecords } from './github-records.ts';
import { connectToGitHub, gitHubSettings } from './github.ts';
import { deliveryVariables } from '../variables.ts';

export interface RecordsLocation {
  /** A file of records. By default they come from GitHub Deployments, as the environment defines. */
  readonly file?: string | undefined;
  readonly environment: NodeJS.ProcessEnv;
  /** A file that keeps old deployments, so that reading all of them takes fewer requests. */
  readonly cacheFile?: string | undefined;
}

/** For reading only. Throws an Error if the file doesn't exist, because the name is probably misspelled. */
export function openExistingRecords(location: RecordsLocation): DeploymentRecords {
  if (location.file !== undefined && !existsSync(location.file))
    throw new Error(`There is no file ${location.file}. Check --records.`);
  return openRecords(location);
}

/** Opens the deployment records and warns about invalid ones on standard error. Throws an Error that says what to set if their location is unknown. */
export function openRecords({ file, environment, cacheFile }: RecordsLocation): DeploymentRecords {
  if (file !== undefined) return new FileRecords(file);
  const {
    GITHUB_SERVER_URL: server,
    GITHUB_REPOSITORY: repository,
    GITHUB_RUN_ID: run,
  } = deliveryVariables.parse(environment);
  const logUrl = server && repository && run ? `${server}/${repository}/actions/runs/${run}` : undefined;
  return new GitHubRecords(connectToGitHub(gitHubSettings(environment)), {
    logUrl,
    warn: console.error,
    cache: cacheFile === undefined ? undefined : new DeploymentCache(cacheFile),
  });
}
