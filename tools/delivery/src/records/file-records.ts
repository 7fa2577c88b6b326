import { existsSync } from 'node:fs';
import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import {
  type DeploymentRecords,
  type RecordFilter,
  type ReportedIncident,
  isSelected,
} from './deployment-records.ts';
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

const lineSchema = z.union([
  z.object({ deployment: deploymentRecordSchema }),
  z.object({
    reported: z.object({
      stage: z.string(),
      service: z.string(),
      started_at: z.string(),
      incident: incidentSchema,
    }),
  }),
]);

/** Records in a file with one JSON object per line, for experiments and tests. */
export class FileRecords implements DeploymentRecords {
  private readonly file: string;

  constructor(file: string) {
    this.file = file;
  }

  async list(filter: RecordFilter): Promise<DeploymentRecord[]> {
    const { records } = await this.read();
    return distinct(records.filter((record) => isSelected(record, filter)));
  }

  async lastSuccessful(stage: string, service: string): Promise<DeploymentRecord | undefined> {
    const records = await this.list({ stage, service });
    return records.findLast(({ result }) => result === 'success');
  }

  async add(record: DeploymentRecord): Promise<void> {
    await this.append({ deployment: parseRecord(record) });
  }

  async incidents(filter: RecordFilter): Promise<ReportedIncident[]> {
    const { reported } = await this.read();
    const records = await this.list(filter);
    return reported.filter((report) => records.some((record) => isSame(record, report)));
  }

  async addIncident({ stage, service, started_at }: RecordKey, incident: Incident): Promise<void> {
    const { records } = await this.read();
    if (!records.some((record) => isSame(record, { stage, service, started_at })))
      throw new Error(
        `${this.file} has no deployment of ${service} to ${stage} that started at ${started_at}`,
      );
    await this.append({ reported: { stage, service, started_at, incident: incidentSchema.parse(incident) } });
  }

  private async append(line: z.output<typeof lineSchema>): Promise<void> {
    await mkdir(dirname(this.file), { recursive: true });
    await appendFile(this.file, `${JSON.stringify(line)}\n`);
  }

  private async read(): Promise<{ records: DeploymentRecord[]; reported: ReportedIncident[] }> {
    if (!existsSync(this.file)) return { records: [], reported: [] };
    const text = await readFile(this.file, 'utf8');
    const lines = text
      .split('\n')
      .map((line, index) => ({ line, where: `${this.file}, line ${index + 1}` }))
      .filter(({ line }) => line.trim() !== '')
      .map(({ line, where }) => parseLine(line, where));
    return {
      records: lines.flatMap((line) => ('deployment' in line ? [line.deployment] : [])),
      reported: lines.flatMap((line) => ('reported' in line ? [line.reported] : [])),
    };
  }
}

function parseLine(line: string, where: string): z.output<typeof lineSchema> {
  const result = lineSchema.safeParse(parseJson(line, where));
  if (!result.success)
    throw new Error(
      `${where} is not a deployment record. Fix or delete the line:\n${z.prettifyError(result.error)}`,
    );
  return result.data;
}

function parseJson(line: string, where: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new Error(`${where} is not JSON. Fix or delete the line`);
  }
}
