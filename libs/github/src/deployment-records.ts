import { z } from 'zod';
import { type GitHub, openGitHub } from './connect-to-github.ts';
import type { StoredDeployment } from './github-query.ts';
import { withPullRequests } from './pull-requests.ts';
import { readDeployments } from './read-deployments.ts';
import {
  type DeploymentAttempt,
  type DeploymentRecord,
  type Incident,
  type Outcome,
  type RecordKey,
  attemptSchema,
  distinct,
  inOrder,
  incidentSchema,
  keyOf,
  mergeIncidents,
  parseAttempt,
  parseRecord,
  recordSchema,
} from './record.ts';
import { formatIncident, formatOutcome, readStatus, shorten } from './status.ts';
import { gitHubVariables } from './variables.ts';

/**
 * GitHub itself creates a deployment for each job with an environment. The prefix identifies our deployments.
 */
const TASK = 'deploy:';
const PAGE_SIZE = 100;
/** GitHub stops a job after this time, so no attempt lasts longer. */
const LONGEST_ATTEMPT_MS = 6 * 60 * 60 * 1000;

export interface RecordFilter {
  readonly stage: string;
  readonly service?: string | undefined;
  /** The earliest time. For a finished record, the end counts. For an unfinished attempt, the start counts. */
  readonly since?: Date | undefined;
}

export interface DeploymentHistory {
  /** Oldest first. */
  readonly finished: readonly DeploymentRecord[];
  /** Attempts that still run, and attempts whose run was killed. Oldest first. */
  readonly unfinished: readonly DeploymentAttempt[];
}

export interface StartedAttempt {
  finish(outcome: Outcome): Promise<DeploymentRecord>;
}

export interface RecordOptions {
  /** Receives a warning for each skipped deployment. A deployment without a valid record is skipped. */
  readonly warn?: (message: string) => void;
  readonly now?: () => number;
  /** Stores deployments that are more than 90 days old, so that later reads need fewer requests. */
  readonly cacheFile?: string | undefined;
  readonly logUrl?: string | undefined;
}

interface Attempted {
  readonly attempt: DeploymentAttempt;
  readonly record: DeploymentRecord | undefined;
}

export function openRecords(environment: NodeJS.ProcessEnv, cacheFile?: string): DeploymentRecords {
  const {
    GITHUB_SERVER_URL: server,
    GITHUB_REPOSITORY: repository,
    GITHUB_RUN_ID: run,
  } = gitHubVariables.parse(environment);
  const logUrl = server && repository && run ? `${server}/${repository}/actions/runs/${run}` : undefined;
  return new DeploymentRecords(openGitHub(environment), { logUrl, cacheFile });
}

/**
 * Stores deployment records as GitHub deployments. The environment of a GitHub deployment is the stage, and the
 * payload is the attempt. The statuses contain the outcome and the incidents. Error messages say what to do.
 */
export class DeploymentRecords {
  private readonly github: GitHub;
  private readonly options: RecordOptions;
  private readonly warn: (message: string) => void;

  constructor(github: GitHub, options: RecordOptions = {}) {
    this.github = github;
    this.options = options;
    this.warn = options.warn ?? console.error;
  }

  /** Sends one request per 100 deployments of the stage. Deployments in the cache need no requests. */
  async history({ stage, service, since }: RecordFilter): Promise<DeploymentHistory> {
    const earliest = since && since.getTime() - LONGEST_ATTEMPT_MS;
    const wanted = { stage, since: earliest, now: this.options.now?.() ?? Date.now() };
    const deployments = await readDeployments(wanted, this.github, this.options.cacheFile);
    const own = deployments
      .filter(({ task }) => (service === undefined ? task.startsWith(TASK) : task === `${TASK}${service}`))
      .flatMap((each) => this.read(each));
    const finished = distinct(own.flatMap(({ record }) => record ?? []));
    const ended = new Set(finished.map(keyOf));
    const unfinished = distinct(own.map(({ attempt }) => attempt)).filter((each) => !ended.has(keyOf(each)));
    const isSelected = (time: string): boolean => !since || Date.parse(time) >= since.getTime();
    return {
      finished: inOrder(finished.filter(({ ended_at }) => isSelected(ended_at))),
      unfinished: unfinished
        .filter(({ started_at }) => isSelected(started_at))
        .toSorted((a, b) => Date.parse(a.started_at) - Date.parse(b.started_at)),
    };
  }

  /**
   * Returns the last successful record, which describes the running version, and all later finished records. Returns
   * an empty list before the first success. Sends one request, and one for each attempt since the last success.
   */
  async recent(stage: string, service: string): Promise<readonly DeploymentRecord[]> {
    const records: DeploymentRecord[] = [];
    for await (const { id, payload } of this.newestFirst({ stage, service })) {
      const statuses = await this.statusesOf(id);
      const record = this.read({ id, payload, statuses })[0]?.record;
      if (record) records.push(record);
      if (record?.result === 'success') return inOrder(distinct(records));
    }
    return [];
  }

  /**
   * Returns the newest attempt to deploy a version (a full sha), even if the attempt failed. Sends one
   * request.
   */
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
   * Records the start of an attempt and the pull requests of its commits. Call this method before the first
   * change to the stage, so that a killed run leaves a record. Sends one request for the deployment, one for
   * its status, and one for each 50 commits.
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

  /**
   * Adds an incident to a record, or replaces the incident that has the same start. Throws an Error if the
   * record does not exist.
   */
  async saveIncident(key: RecordKey, incident: Incident): Promise<void> {
    const { ended_at } = incidentSchema.parse(incident);
    const id = await this.find(key);
    if (id === undefined)
      throw new Error(
        `GitHub has no deployment of ${key.service} to ${key.stage} that started at ${key.started_at}`,
      );
    const state = ended_at === undefined ? 'failure' : 'success';
    await this.setStatus(id, { state, description: formatIncident(incident) });
  }

  /**
   * If the token cannot read pull requests, the deployment continues without them. The lead times of that deployment
   * then begin at the merge.
   */
  private async withPullRequests(attempt: DeploymentAttempt): Promise<DeploymentAttempt> {
    try {
      return { ...attempt, commits: await withPullRequests(attempt.commits, this.github) };
    } catch (error) {
      this.warn(
        `Lead times of this deployment begin at the merge, because its pull requests can't be read: ${String(error)}`,
      );
      return attempt;
    }
  }

  private async find(key: RecordKey): Promise<number | undefined> {
    for await (const { id, payload } of this.newestFirst(key)) {
      const { data } = attemptSchema.safeParse(payload);
      if (data && keyOf(data) === keyOf(key)) return id;
    }
    return undefined;
  }

  private async *newestFirst({
    stage,
    service,
  }: Pick<RecordKey, 'stage' | 'service'>): AsyncGenerator<Pick<StoredDeployment, 'id' | 'payload'>> {
    const { client, repository } = this.github;
    const pages = client.paginate.iterator('GET /repos/{owner}/{repo}/deployments', {
      ...repository,
      environment: stage,
      task: `${TASK}${service}`,
      per_page: PAGE_SIZE,
    });
    for await (const { data } of pages) for (const { id, payload } of data) yield { id: Number(id), payload };
  }

  /** Oldest first. */
  private async statusesOf(deployment_id: number): Promise<string[]> {
    const { client, repository } = this.github;
    const statuses = await client.paginate('GET /repos/{owner}/{repo}/deployments/{deployment_id}/statuses', {
      ...repository,
      deployment_id,
      per_page: PAGE_SIZE,
    });
    return statuses.map(({ description }) => description).toReversed();
  }

  private read({
    id,
    payload,
    statuses,
  }: Pick<StoredDeployment, 'id' | 'payload' | 'statuses'>): Attempted[] {
    const { success, data: attempt, error } = attemptSchema.safeParse(payload);
    if (success) return [{ attempt, record: recordOf(attempt, statuses) }];
    this.warn(`Skipped GitHub deployment ${id}, which has no valid record:\n${z.prettifyError(error)}`);
    return [];
  }

  private async setStatus(
    deployment_id: number,
    status: {
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
      // By default, GitHub marks the deployments of all other services to this environment as inactive.
      auto_inactive: false,
    });
  }
}

function recordOf(attempt: DeploymentAttempt, statuses: readonly string[]): DeploymentRecord | undefined {
  const notes = statuses.flatMap((description) => readStatus(description) ?? []);
  const outcome = notes.find((note) => 'outcome' in note)?.outcome;
  const incidents = mergeIncidents(notes.flatMap((note) => ('incident' in note ? [note.incident] : [])));
  return recordSchema.safeParse({ ...attempt, ...outcome, ...(incidents.length > 0 && { incidents }) }).data;
}
