import { z } from 'zod';
import {
  type DeploymentRecords,
  type RecordFilter,
  type ReportedIncident,
  isSelected,
} from './deployment-records.ts';
import type { GitHub } from './github.ts';
import {
  type DeploymentRecord,
  type Incident,
  type RecordKey,
  deploymentRecordSchema,
  distinct,
  incidentSchema,
  isSame,
  parseRecord,
} from './record.ts';

/** The task prefix distinguishes our deployments from GitHub's own deployments for the environment of a job. */
const TASK = 'deploy:';
const PAGE_SIZE = 100;
/** GitHub's limit for descriptions. */
const DESCRIPTION_LENGTH = 140;
/** An incident is a status of its deployment. Its description starts like this, followed by the time. */
const INCIDENT = /^incident (?<at>\S+): (?<description>.+)$/s;

interface Stored {
  readonly id: number;
  readonly record: DeploymentRecord;
}

export interface GitHubRecordsOptions {
  /** Called for each deployment without a valid record, which is skipped. */
  readonly warn?: ((message: string) => void) | undefined;
  /** URL of the run's output, for the link on GitHub. */
  readonly logUrl?: string | undefined;
}

/**
 * Records in GitHub Deployments: the environment is the stage, the payload the record, the status its result.
 * Errors say what to do.
 */
export class GitHubRecords implements DeploymentRecords {
  private readonly github: GitHub;
  private readonly options: GitHubRecordsOptions;

  constructor(github: GitHub, options: GitHubRecordsOptions = {}) {
    this.github = github;
    this.options = options;
  }

  async list(filter: RecordFilter): Promise<DeploymentRecord[]> {
    const stored = await this.all(filter);
    return distinct(stored.map(({ record }) => record));
  }

  async lastSuccessful(stage: string, service: string): Promise<DeploymentRecord | undefined> {
    for await (const page of this.newestFirst({ stage, service })) {
      const records = distinct(page.map(({ record }) => record));
      const last = records.findLast(({ result }) => result === 'success');
      if (last) return last;
    }
    return undefined;
  }

  /** Sends two requests: the deployment with the whole record, and its status, which people see. */
  async add(record: DeploymentRecord): Promise<void> {
    const { stage, service, sha, kind, result, reason } = parseRecord(record);
    const { client, repository } = this.github;
    const { data } = await client.request('POST /repos/{owner}/{repo}/deployments', {
      ...repository,
      ref: sha,
      task: `${TASK}${service}`,
      environment: stage,
      payload: { ...record },
      description: shorten(`${service}: ${kind}`),
      auto_merge: false,
      required_contexts: [],
      transient_environment: false,
      production_environment: stage === 'production',
    });
    if (!('id' in data)) throw new Error(`GitHub created no deployment of ${service}: ${data.message ?? ''}`);
    await this.setStatus(Number(data.id), {
      state: result === 'success' ? 'success' : 'failure',
      description: shorten(reason ?? `${service}: ${kind}, ${result}`),
      log_url: this.options.logUrl,
    });
  }

  async incidents(filter: RecordFilter): Promise<ReportedIncident[]> {
    const stored = await this.all(filter);
    const reported = stored.map(async ({ id, record: { stage, service, started_at } }) =>
      (await this.incidentsOf(id)).map((incident) => ({ stage, service, started_at, incident })),
    );
    return (await Promise.all(reported)).flat();
  }

  async addIncident(key: RecordKey, incident: Incident): Promise<void> {
    const { stage, service, started_at } = key;
    const { at, description, url } = incidentSchema.parse(incident);
    const stored = await this.find(key);
    if (!stored)
      throw new Error(`GitHub has no deployment of ${service} to ${stage} that started at ${started_at}`);
    await this.setStatus(stored.id, {
      state: 'failure',
      description: shorten(`incident ${at}: ${description}`),
      log_url: url,
    });
  }

  private async find(key: RecordKey): Promise<Stored | undefined> {
    for await (const page of this.newestFirst({ stage: key.stage, service: key.service })) {
      const found = page.find(({ record }) => isSame(record, key));
      if (found) return found;
    }
    return undefined;
  }

  private async all(filter: RecordFilter): Promise<Stored[]> {
    const all: Stored[] = [];
    for await (const page of this.newestFirst(filter)) all.push(...page);
    return all.filter(({ record }) => isSelected(record, filter));
  }

  /** Yields pages until the caller stops. GitHub lists the newest deployments first. */
  private async *newestFirst({ stage, service, since }: RecordFilter): AsyncGenerator<Stored[]> {
    const { client, repository } = this.github;
    const pages = client.paginate.iterator('GET /repos/{owner}/{repo}/deployments', {
      ...repository,
      environment: stage,
      ...(service !== undefined && { task: `${TASK}${service}` }),
      per_page: PAGE_SIZE,
    });
    for await (const { data: deployments } of pages) {
      yield deployments.filter(({ task }) => task.startsWith(TASK)).flatMap((own) => this.read(own));
      // A record is sent after its end, so all following records ended earlier.
      const oldest = deployments.at(-1);
      if (since && oldest && Date.parse(oldest.created_at) < since.getTime()) return;
    }
  }

  private read({ id, payload }: { readonly id: number | bigint; readonly payload: unknown }): Stored[] {
    const result = deploymentRecordSchema.safeParse(payload);
    if (result.success) return [{ id: Number(id), record: result.data }];
    this.options.warn?.(
      `Skipped GitHub deployment ${id}, which has no valid record:\n${z.prettifyError(result.error)}`,
    );
    return [];
  }

  private async incidentsOf(deployment_id: number): Promise<Incident[]> {
    const { client, repository } = this.github;
    const statuses = await client.paginate('GET /repos/{owner}/{repo}/deployments/{deployment_id}/statuses', {
      ...repository,
      deployment_id,
      per_page: PAGE_SIZE,
    });
    return statuses.flatMap(({ description, log_url }) => {
      const groups = INCIDENT.exec(description)?.groups;
      const incident = incidentSchema.safeParse({ ...groups, ...(log_url ? { url: log_url } : {}) });
      return incident.success ? [incident.data] : [];
    });
  }

  private async setStatus(
    deployment_id: number,
    {
      log_url,
      ...status
    }: {
      readonly state: 'success' | 'failure';
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

function shorten(text: string): string {
  return text.length <= DESCRIPTION_LENGTH ? text : `${text.slice(0, DESCRIPTION_LENGTH - 1)}…`;
}
