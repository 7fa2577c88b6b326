import { existsSync } from 'node:fs';
import type { DeploymentRecords } from './deployment-records.ts';
import { FileRecords } from './file-records.ts';
import { gitHubSettings } from './github-api.ts';
import { GitHubRecords } from './github-records.ts';

export interface RecordsLocation {
  /** A file of records; without it they are in GitHub Deployments, where the environment says. */
  readonly file?: string | undefined;
  readonly environment: NodeJS.ProcessEnv;
  readonly warn?: (message: string) => void;
}

/** For reading alone: a file that does not exist is a slip of the pen. Throws an Error then. */
export function openExistingRecords(location: RecordsLocation): DeploymentRecords {
  if (location.file !== undefined && !existsSync(location.file))
    throw new Error(`There is no file ${location.file}; is --records right?`);
  return openRecords(location);
}

/** The deployment records. Throws an Error that says what to set if it is not known where they are. */
export function openRecords({ file, environment, warn }: RecordsLocation): DeploymentRecords {
  if (file !== undefined) return new FileRecords(file);
  return new GitHubRecords(gitHubSettings(environment), {
    logUrl: runUrl(environment),
    ...(warn && { warn }),
  });
}

/** The page of the workflow's run, where there is one. */
function runUrl({
  GITHUB_SERVER_URL,
  GITHUB_REPOSITORY,
  GITHUB_RUN_ID,
}: NodeJS.ProcessEnv): string | undefined {
  if (!GITHUB_SERVER_URL || !GITHUB_REPOSITORY || !GITHUB_RUN_ID) return undefined;
  return `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/actions/runs/${GITHUB_RUN_ID}`;
}
