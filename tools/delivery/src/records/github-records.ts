import { z } from 'zod';
import {
  type DeploymentRecords,
  type RecordFilter,
  type ReportedIncident,
  isSelected,
} from './deployment-records.ts';
import { GitHubApi, type GitHubSettings } from './github-api.ts';
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

/** The task prefix distinguishes our deployments from those that GitHub creates for a job's environment. */
const TASK = 'deploy:';
/** GitHub's limit for descriptions. */
const DESCRIPTION_LENGTH = 140;
/** How many deployments' statuses to read at once. */
const CONCURRENCY = 8;
/** An incident is a status of its deployment. Its description starts like this, followed by the time. */
const INCIDENT = /^incident (?<at>\S+): (?<description>.+)$/s;

const deploymentSchema = z.object({
  id: z.int(),
  task: z.string(),
  created_at: z.string(),
  payload: z.unknown(),
});

const statusSchema = z.object({
  description: z.string().nullish(),
  log_url: z.string().nullish(),
});

interface Stored {
  readonly id: number;
  readonly record: DeploymentRecord;
}

export interface GitHubRecordsOptions {
  /** Called for each deployment without a valid record, which is skipped. */
  readonly warn?: (message: string) => void;
  /** URL of the run's output, for the link on GitHub. */
  readonly logUrl?: string | undefined;
  /** Delay before the first retry (ms). */
  readonly pauseMs?: number;
}

/**
 * Records in GitHub Deployments: the environment is the stage, the payload the record, the status its result.
 * Errors say what to do.
 */
export class GitHubRecords implements DeploymentRecords {
  private readonly api: GitHubApi;
  private readonly options: GitHubRecordsOptions;

  constructor(settings: GitHubSettings, options: GitHubRecordsOptions = {}) {
    this.api = new GitHubApi(settings, options.pauseMs);
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
    const created = await this.api.post('deployments', {
      ref: sha,
      task: `${TASK}${service}`,
      environment: stage,
      payload: record,
      description: shorten(`${service}: ${kind}`),
      auto_merge: false,
      required_contexts: [],
      transient_environment: false,
      production_environment: stage === 'production',
    });
    const { id } = z.object({ id: z.int() }).parse(created);
    await this.setStatus(id, {
      state: result === 'success' ? 'success' : 'failure',
      description: shorten(reason ?? `${service}: ${kind}, ${result}`),
      log_url: this.options.logUrl,
    });
  }

  async incidents(filter: RecordFilter): Promise<ReportedIncident[]> {
    const waiting = await this.all(filter);
    const reported: ReportedIncident[] = [];
    const readNext = async (): Promise<void> => {
      for (let next = waiting.pop(); next; next = waiting.pop()) {
        const { stage, service, started_at } = next.record;
        for (const incident of await this.incidentsOf(next.id))
          reported.push({ stage, service, started_at, incident });
      }
    };
    await Promise.all(Array.from({ length: CONCURRENCY }, readNext));
    return reported;
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
    const query = { environment: stage, ...(service !== undefined && { task: `${TASK}${service}` }) };
    for await (const { items } of this.api.pages('deployments', query)) {
      const deployments = items.map((item) => deploymentSchema.parse(item));
      yield deployments
        .filter((deployment) => deployment.task.startsWith(TASK))
        .flatMap((own) => this.read(own));
      // A record is sent after its end, so all following records ended earlier.
      const oldest = deployments.at(-1);
      if (since && oldest && Date.parse(oldest.created_at) < since.getTime()) return;
    }
  }

  private read({ id, payload }: z.output<typeof deploymentSchema>): Stored[] {
    const result = deploymentRecordSchema.safeParse(payload);
    if (result.success) return [{ id, record: result.data }];
    this.options.warn?.(
      `Deployment ${id} at GitHub carries no valid record and is passed over:\n${z.prettifyError(result.error)}`,
    );
    return [];
  }

  private async incidentsOf(id: number): Promise<Incident[]> {
    const incidents: Incident[] = [];
    for await (const { items } of this.api.pages(`deployments/${id}/statuses`, {})) {
      for (const item of items) {
        const { description, log_url } = statusSchema.parse(item);
        const groups = INCIDENT.exec(description ?? '')?.groups;
        const incident = incidentSchema.safeParse({ ...groups, ...(log_url ? { url: log_url } : {}) });
        if (incident.success) incidents.push(incident.data);
      }
    }
    return incidents;
  }

  private async setStatus(
    id: number,
    status: { readonly state: string; readonly description: string; readonly log_url?: string | undefined },
  ): Promise<void> {
    // By default GitHub would mark the deployments of all other services to this environment as inactive.
    await this.api.post(`deployments/${id}/statuses`, { ...status, auto_inactive: false });
  }
}

function shorten(text: string): string {
  return text.length <= DESCRIPTION_LENGTH ? text : `${text.slice(0, DESCRIPTION_LENGTH - 1)}…`;
}
