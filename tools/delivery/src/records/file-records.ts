import { existsSync } from 'node:fs';
import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import {
  type DeploymentHistory,
  type DeploymentRecords,
  type RecordFilter,
  type StartedAttempt,
  historyOf,
} from './deployment-records.ts';
import {
  type DeploymentAttempt,
  type DeploymentRecord,
  type Incident,
  type RecordKey,
  attemptSchema,
  deploymentRecordSchema,
  incidentSchema,
  isSame,
  mergeIncidents,
  parseAttempt,
  parseRecord,
} from './record.ts';

const startedSchema = z.object({ started: attemptSchema });
const deploymentSchema = z.object({ deployment: deploymentRecordSchema });
const reportedSchema = z.object({
  reported: z.object({
    stage: z.string(),
    service: z.string(),
    started_at: z.string(),
    incident: incidentSchema,
  }),
});

type Line = z.output<typeof startedSchema | typeof deploymentSchema | typeof reportedSchema>;

/** Records in a file with one JSON object per line, for experiments and tests. */
export class FileRecords implements DeploymentRecords {
  private readonly file: string;

  constructor(file: string) {
    this.file = file;
  }

  async history(filter: RecordFilter): Promise<DeploymentHistory> {
    const lines = await this.read();
    const reports = lines.flatMap((line) => ('reported' in line ? [line.reported] : []));
    const stored = lines.flatMap((line) => {
      if ('started' in line) return [{ attempt: line.started }];
      if (!('deployment' in line)) return [];
      const own = reports.filter((report) => isSame(report, line.deployment)).map(({ incident }) => incident);
      return [{ attempt: line.deployment, record: withIncidents(line.deployment, own) }];
    });
    return historyOf(stored, filter);
  }

  async recent(stage: string, service: string): Promise<readonly DeploymentRecord[]> {
    const { finished } = await this.history({ stage, service });
    const last = finished.findLastIndex(({ result }) => result === 'success');
    return last < 0 ? [] : finished.slice(last);
  }

  async lastSuccessful(stage: string, service: string): Promise<DeploymentRecord | undefined> {
    return (await this.recent(stage, service))[0];
  }

  async attemptOf(stage: string, service: string, sha: string): Promise<DeploymentAttempt | undefined> {
    const { finished, unfinished } = await this.history({ stage, service });
    return [...finished, ...unfinished].findLast((attempt) => attempt.sha === sha);
  }

  async start(attempt: DeploymentAttempt): Promise<StartedAttempt> {
    const started = parseAttempt(attempt);
    await this.append({ started });
    return {
      finish: async (outcome) => {
        const record = parseRecord({ ...started, ...outcome });
        await this.append({ deployment: record });
        return record;
      },
    };
  }

  async saveIncident({ stage, service, started_at }: RecordKey, incident: Incident): Promise<void> {
    const { finished } = await this.history({ stage, service });
    if (!finished.some((record) => isSame(record, { stage, service, started_at })))
      throw new Error(
        `${this.file} has no deployment of ${service} to ${stage} that started at ${started_at}`,
      );
    await this.append({ reported: { stage, service, started_at, incident: incidentSchema.parse(incident) } });
  }

  private async append(line: Line): Promise<void> {
    await mkdir(dirname(this.file), { recursive: true });
    await appendFile(this.file, `${JSON.stringify(line)}\n`);
  }

  private async read(): Promise<Line[]> {
    if (!existsSync(this.file)) return [];
    const text = await readFile(this.file, 'utf8');
    return text
      .split('\n')
      .map((line, index) => ({ line, where: `${this.file}, line ${index + 1}` }))
      .filter(({ line }) => line.trim() !== '')
      .map(({ line, where }) => parseLine(line, where));
  }
}

function withIncidents(record: DeploymentRecord, reported: readonly Incident[]): DeploymentRecord {
  const incidents = mergeIncidents([...(record.incidents ?? []), ...reported]);
  return incidents.length > 0 ? { ...record, incidents } : record;
}

function parseLine(line: string, where: string): Line {
  const value = parseJson(line, where);
  const result = schemaOf(value).safeParse(value);
  if (!result.success)
    throw new Error(
      `${where} is not a deployment record. Fix or delete the line:\n${z.prettifyError(result.error)}`,
    );
  return result.data;
}

/** Errors name the invalid fields, which a union of the schemas would hide. */
function schemaOf(value: unknown): typeof startedSchema | typeof deploymentSchema | typeof reportedSchema {
  const kinds = z
    .looseObject({ started: z.unknown().optional(), reported: z.unknown().optional() })
    .safeParse(value);
  if (kinds.data?.started !== undefined) return startedSchema;
  return kinds.data?.reported === undefined ? deploymentSchema : reportedSchema;
}

function parseJson(line: string, where: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new Error(`${where} is not JSON. Fix or delete the line`);
  }
}
