import { type DeploymentRecord, type Incident, type RecordKey, keyOf } from './record.ts';

export interface RecordFilter {
  readonly stage: string;
  readonly service?: string | undefined;
  /** Only records that ended at this time or later. */
  readonly since?: Date | undefined;
}

/** An incident and the deployment that caused it. */
export interface ReportedIncident extends RecordKey {
  readonly incident: Incident;
}

/** What was deployed where and when. Records never change. Later findings are added. */
export interface DeploymentRecords {
  /** Oldest first, without the incidents that were reported later (see `incidents`). */
  list(filter: RecordFilter): Promise<DeploymentRecord[]>;
  /** The last successful record, which is what runs: a deployment or a rollback. Undefined before the first. */
  lastSuccessful(stage: string, service: string): Promise<DeploymentRecord | undefined>;
  add(record: DeploymentRecord): Promise<void>;
  /** The incidents reported for the records that the filter selects. */
  incidents(filter: RecordFilter): Promise<ReportedIncident[]>;
  /** Reports an incident. Throws an Error if there is no such record. */
  addIncident(record: RecordKey, incident: Incident): Promise<void>;
}

/** Adds to each record its incident. If it has several, the one that started first counts. */
export function withIncidents(
  records: readonly DeploymentRecord[],
  reported: readonly ReportedIncident[],
): DeploymentRecord[] {
  return records.map((record) => {
    const own = reported.filter((report) => keyOf(report) === keyOf(record)).map(({ incident }) => incident);
    const [first] = [...(record.incident ? [record.incident] : []), ...own].sort(
      (a, b) => Date.parse(a.at) - Date.parse(b.at),
    );
    return first ? { ...record, incident: first } : record;
  });
}

export function isSelected(record: DeploymentRecord, { stage, service, since }: RecordFilter): boolean {
  if (record.stage !== stage) return false;
  if (service !== undefined && record.service !== service) return false;
  return since === undefined || Date.parse(record.ended_at) >= since.getTime();
}
