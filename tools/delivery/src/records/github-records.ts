import { z } from 'zod';
import {
  type DeploymentHistory,
  type DeploymentRecords,
  type RecordFilter,
  type StartedAttempt,
  historyOf,
} from './deployment-records.ts';
import type { GitHub } from './github.ts';
import { type StatusNote, formatIncident, formatOutcome, readStatus, shorten } from './github-status.ts';
import { withPullRequests } from './pull-requests.ts';
import type { DeploymentCache } from './deployment-cache.ts';
import type { StoredDeployment } from './github-query.ts';
import { readDeployments } from './read-deployments.ts';
import {
  type DeploymentAttempt,
  type DeploymentRecord,
  type Incident,
  type RecordKey,
  attemptSchema,
  deploymentRecordSchema,
  distinct,
  incidentSchema,
  isSame,
  mergeIncidents,
  parseAttempt,
  parseRecord,
} from './record.ts';

/** The task prefix distinguishes our deployments from GitHub's own deployments for the environment of a job. */
const TASK = 'deploy:';
const PAGE_SIZE = 100;
/** GitHub ends a job after this time, so no attempt lasts longer. */
const LONGEST_ATTEMPT_MS = 6 * 60 * 60 * 1000;

interface Stored {
  readonly id: number;
  readonly attempt: DeploymentAttempt;
  readonly record?: DeploymentRecord | undefined;
}

export interface GitHubRecordsOptions {
  /** Called for each deployment without a valid record, which is skipped. */
  readonly warn?: ((message: string) => void) | undefined;
  /** The current time (ms). */
  readonly now?: (() => number) | undefined;
  /** Keeps deployments that are older than 90 days. */
  readonly cache?: DeploymentCache | undefined;
  /** URL of the run's output, for the link on GitHub. */
  readonly logUrl?: string | undefined;
}

/**
 * Records in GitHub Deployments: the environment is the stage, the payload the attempt, and its statuses the outcome and
 * the incidents. Errors say what to do.
 */
export class GitHubRecords implements DeploymentRecords {
  private readonly github: GitHub;
  private readonly options: GitHubRecordsOptions;

  constructor(github: GitHub, options: GitHubRecordsOptions = {}) {
    this.github = github;
    this.options = options;
  }

  /** Sends one request per 100 deployments of the stage since then, less what the cache has. */
  async history(filter: RecordFilter): Promise<DeploymentHistory> {
    const { stage, since } = filter;
    const earliest = since && since.getTime() - LONGEST_ATTEMPT_MS;
    const wanted = { stage, since: earliest, now: this.options.now?.() ?? Date.now() };
    const deployments = await readDeployments(wanted, this.github, this.options.cache);
    const own = deployments.filter(({ task }) => task.startsWith(TASK));
    return historyOf(
      own.flatMap((each) => this.read(each)),
      filter,
    );
  }

  /** Sends one request, and one for each attempt since the last success that has its outcome in a status. */
  async recent(stage: string, service: string): Promise<readonly DeploymentRecord[]> {
    const records: DeploymentRecord[] = [];
    for await (const { id, payload } of this.newestFirst({ stage, service })) {
      const [stored] = this.read({ id, payload, statuses: [] });
      const record = stored?.record ?? (stored && (await this.finished(id, payload)));
      if (record) records.push(record);
      if (record?.result === 'success') return distinct(records);
    }
    return [];
  }

  async lastSuccessful(stage: string, service: string): Promise<DeploymentRecord | undefined> {
    return (await this.recent(stage, service))[0];
  }

  /** Sends one request. */
  async attemptOf(stage: string, service: string, sha: string): Promise<DeploymentAttempt | undefined> {
    const { client, repository } = this.github;
    const { data } = await client.request('GET /repos/{owner}/{repo}/deployments', {
      ...repository,
      environment: stage,
      task: `${TASK}${service}`,
      sha,
      per_page: PAGE_SIZE,
    });
    const [newest] = data.flatMap(({ payload }) => attemptSchema.safeParse(payload).data ?? []);
    return newest;
  }

  /**
   * Adds the pull requests of the commits. Sends two requests, the deployment with the attempt and its status, which people
   * see, and one per 50 commits.
   */
  async start(attempt: DeploymentAttempt): Promise<StartedAttempt> {
    const started = await this.withPullRequests(parseAttempt(attempt));
    const { stage, service, sha, kind } = started;
    const { client, repository } = this.github;
    const { data } = await client.request('POST /repos/{owner}/{repo}/deployments', {
      ...repository,
      ref: sha,
      task: `${TASK}${service}`,
      environment: stage,
      payload: { ...started },
      description: shorten(`${service}: ${kind}`),
      auto_merge: false,
      required_contexts: [],
      transient_environment: false,
      production_environment: stage === 'production',
    });
    if (!('id' in data)) throw new Error(`GitHub created no deployment of ${service}: ${data.message ?? ''}`);
    const id = Number(data.id);
    const log_url = this.options.logUrl;
    await this.setStatus(id, { state: 'in_progress', description: `${service}: ${kind} started`, log_url });
    return {
      finish: async (outcome) => {
        const record = parseRecord({ ...started, ...outcome });
        const state = outcome.result === 'success' ? 'success' : 'failure';
        await this.setStatus(id, { state, description: formatOutcome(outcome), log_url });
        return record;
      },
    };
  }

  async saveIncident(key: RecordKey, incident: Incident): Promise<void> {
    const { url, ended_at } = incidentSchema.parse(incident);
    const id = await this.find(key);
    if (id === undefined)
      throw new Error(
        `GitHub has no deployment of ${key.service} to ${key.stage} that started at ${key.started_at}`,
      );
    const state = ended_at === undefined ? 'failure' : 'success';
    await this.options.cache?.clear();
    await this.setStatus(id, { state, description: formatIncident(incident), log_url: url });
  }

  /** Without a permission to read pull requests, lead times begin at the merge, and the deployment goes on. */
  private async withPullRequests(attempt: DeploymentAttempt): Promise<DeploymentAttempt> {
    try {
      return { ...attempt, commits: await withPullRequests(attempt.commits, this.github) };
    } catch (error) {
      this.options.warn?.(
        `Lead times of this deployment begin at the merge, because its pull requests can't be read: ${String(error)}`,
      );
      return attempt;
    }
  }

  private async find(key: RecordKey): Promise<number | undefined> {
    for await (const { id, payload } of this.newestFirst(key)) {
      const { data } = attemptSchema.safeParse(payload);
      if (data && isSame(data, key)) return id;
    }
    return undefined;
  }

  private async *newestFirst({ stage, service }: Pick<RecordKey, 'stage' | 'service'>): AsyncGenerator<{
    readonly id: number;
    readonly payload: unknown;
  }> {
    const { client, repository } = this.github;
    const pages = client.paginate.iterator('GET /repos/{owner}/{repo}/deployments', {
      ...repository,
      environment: stage,
      task: `${TASK}${service}`,
      per_page: PAGE_SIZE,
    });
    for await (const { data } of pages) for (const { id, payload } of data) yield { id: Number(id), payload };
  }

  private async finished(deployment_id: number, payload: unknown): Promise<DeploymentRecord | undefined> {
    const { client, repository } = this.github;
    const statuses = await client.paginate('GET /repos/{owner}/{repo}/deployments/{deployment_id}/statuses', {
      ...repository,
      deployment_id,
      per_page: PAGE_SIZE,
    });
    const [stored] = this.read({ id: deployment_id, payload, statuses: statuses.toReversed() });
    return stored?.record;
  }

  private read({ id, payload, statuses }: Pick<StoredDeployment, 'id' | 'payload' | 'statuses'>): Stored[] {
    const notes = statuses.flatMap((status) => readStatus(status) ?? []);
    const hasOutcome = z.looseObject({ ended_at: z.string() }).safeParse(payload).success;
    const result = hasOutcome ? deploymentRecordSchema.safeParse(payload) : attemptSchema.safeParse(payload);
    if (result.success) return [{ id, attempt: result.data, record: recordOf(result.data, notes) }];
    this.options.warn?.(
      `Skipped GitHub deployment ${id}, which has no valid record:\n${z.prettifyError(result.error)}`,
    );
    return [];
  }

  private async setStatus(
    deployment_id: number,
    {
      log_url,
      ...status
    }: {
      readonly state: 'in_progress' | 'success' | 'failure';
      readonly description: string;
      readonly log_url?: string | undefined;
    },
  ): Promise<void> {
    const { client, repository } = this.github;
    await client.request('POST /repos/{owner}/{repo}/deployments/{deployment_id}/statuses', {
      ...repository,
      deployment_id,
      ...status,
      ...(log_url !== undefined && { log_url }),
      // By default GitHub would mark the deployments of all other services to this environment as inactive.
      auto_inactive: false,
    });
  }
}

/** Adds outcome and incidents. Undefined without an outcome. Records from before `start` have theirs in the payload. */
function recordOf(
  attempt: DeploymentAttempt | DeploymentRecord,
  notes: readonly StatusNote[],
): DeploymentRecord | undefined {
  const outcome = notes.find((note) => 'outcome' in note)?.outcome;
  if (!outcome && !('ended_at' in attempt)) return undefined;
  const { data } = deploymentRecordSchema.safeParse({ ...attempt, ...outcome });
  if (!data) return undefined;
  const incidents = mergeIncidents(notes.flatMap((note) => ('incident' in note ? [note.incident] : [])));
  return incidents.length > 0 ? { ...data, incidents } : data;
}
