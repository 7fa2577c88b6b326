import { parseArgs } from 'node:util';
import type { DeploymentRecords } from '../records/deployment-records.ts';
import type { DeploymentRecord, Incident } from '../records/record.ts';

export interface IncidentReport {
  readonly stage: string;
  readonly service: string;
  readonly incident: Incident;
  /** A file of records. By default they come from GitHub Deployments. */
  readonly records?: string | undefined;
}

/** Parses the command line. Throws an Error with the usage. */
export function parseIncidentArguments(args: readonly string[], now: Date): IncidentReport {
  const { values } = parseArgs({
    args: [...args],
    options: {
      service: { type: 'string' },
      description: { type: 'string' },
      stage: { type: 'string', default: 'production' },
      at: { type: 'string', default: now.toISOString() },
      url: { type: 'string' },
      records: { type: 'string' },
    },
  });
  const { service, description, stage, url, records } = values;
  if (!service || !description)
    throw new Error(
      'Write --service card --description "activation returns 500" [--at 2026-06-15T09:30:00Z] [--url https://…] [--stage production]',
    );
  const at = new Date(values.at);
  if (Number.isNaN(at.getTime()) || at > now)
    throw new Error(`--at ${values.at} is not a time in the past. Write --at 2026-06-15T09:30:00Z`);
  if (url !== undefined && !URL.canParse(url))
    throw new Error(`--url ${url} is not a URL. Write --url https://…`);
  const incident = { at: at.toISOString(), description, ...(url !== undefined && { url }) };
  return { stage, service, records, incident };
}

/** Reports an incident for the deployment that was running when it started. Throws an Error if nothing ran then. */
export async function reportIncident(
  { stage, service, incident }: IncidentReport,
  records: DeploymentRecords,
): Promise<DeploymentRecord> {
  const history = await records.list({ stage, service });
  const cause = history.findLast(
    ({ kind, result, ended_at }) =>
      kind === 'deployment' && result === 'success' && Date.parse(ended_at) <= Date.parse(incident.at),
  );
  if (!cause)
    throw new Error(`No deployment of ${service} to ${stage} had succeeded by ${incident.at}. Check --at`);
  await records.addIncident(cause, incident);
  return cause;
}
