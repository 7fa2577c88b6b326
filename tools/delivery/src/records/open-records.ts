import { existsSync } from 'node:fs';
import type { DeploymentRecords } from './deployment-records.ts';
import { FileRecords } from './file-records.ts';
import { gitHubSettings } from './github-api.ts';
import { GitHubRecords } from './github-records.ts';

export interface RecordsLocation {
  /** A file of records. By default they come from GitHub Deployments, as the environment defines. */
  readonly file?: string | undefined;
  readonly environment: NodeJS.ProcessEnv;
  readonly warn?: (message: string) => void;
}

/** For reading only. Throws an Error if the file doesn't exist, because the name is probably misspelled. */
export function openExistingRecords(location: RecordsLocation): DeploymentRecords {
  if (location.file !== undefined && !existsSync(location.file))
    throw new Error(`There is no file ${location.file}; is --records right?`);
  return openRecords(location);
}

/** Opens the deployment records. Throws an Error that says what to set if their location is unknown. */
export function openRecords({ file, environment, warn }: RecordsLocation): DeploymentRecords {
  if (file !== undefined) return new FileRecords(file);
  return new GitHubRecords(gitHubSettings(environment), {
    logUrl: runUrl(environment),
    ...(warn && { warn }),
  });
}

/** URL of the workflow run, if there is one. */
function runUrl({
  GITHUB_SERVER_URL,
  GITHUB_REPOSITORY,
  GITHUB_RUN_ID,
}: NodeJS.ProcessEnv): string | undefined {
  if (!GITHUB_SERVER_URL || !GITHUB_REPOSITORY || !GITHUB_RUN_ID) return undefined;
  return `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/actions/runs/${GITHUB_RUN_ID}`;
}
