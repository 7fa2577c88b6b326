import type { DeploymentRecord, DeploymentRecords, Incident, RecordKey } from '#libs/github';
import { deploymentRunningAt, exposedAt, runningAt } from './running-version.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Most incidents belong to a deployment of these days. Older records take more requests. */
const RECENT_MS = 30 * DAY_MS;

interface Target {
  readonly stage: string;
  readonly service: string;
  /** Versions that fixed it. By default the running version decides. */
  readonly fixedBy?: readonly string[] | undefined;
}

/** A new incident, with its end if it is over. */
interface IncidentReport extends Target {
  readonly incident: Incident;
}

/** The end of an open incident. */
interface IncidentEnd extends Target {
  readonly until: Date;
  /** The start of the incident, if several are open. */
  readonly at?: Date | undefined;
}

/** The options of `npm run incident`. */
export interface IncidentOptions {
  readonly stage: string;
  readonly service: string;
  readonly description?: string | undefined;
  readonly at?: string | undefined;
  readonly end: boolean;
  readonly until?: string | undefined;
  readonly 'fixed-by'?: readonly string[] | undefined;
}

/** Reports the incident, or its end, that the options describe. Throws an Error that says what to write. */
export async function recordIncident(
  { stage, service, description, end, ...times }: IncidentOptions,
  records: IncidentRecords,
  now: Date,
): Promise<RecordedIncident> {
  if (end === (description !== undefined))
    throw new Error('Write either --description "activation returns 500" or --end. See --help.');
  const target = { stage, service, fixedBy: parseFixes(times['fixed-by']) };
  const at = times.at === undefined ? undefined : parseTime('--at', times.at, now);
  const until = times.until === undefined ? undefined : parseTime('--until', times.until, now);
  if (description === undefined) return endIncident({ ...target, until: until ?? now, at }, records);
  const started = at ?? now;
  if (until && until < started) throw new Error('--until is before --at. Write the start and then the end');
  const incident = {
    started_at: started.toISOString(),
    ...(until && { ended_at: until.toISOString() }),
    description,
  };
  return reportIncident({ ...target, incident }, records);
}

function parseTime(option: string, text: string, now: Date): Date {
  const time = new Date(text);
  if (Number.isNaN(time.getTime()) || time > now)
    throw new Error(`${option} ${text} is not a time in the past. Write ${option} 2026-06-15T09:30:00Z`);
  return time;
}

function parseFixes(values: readonly string[] | undefined): readonly string[] | undefined {
  if (values?.join() === 'none') return [];
  const wrong = values?.find((value) => !/^[0-9a-f]{7,40}$/.test(value));
  if (wrong !== undefined)
    throw new Error(`--fixed-by ${wrong} is not a commit. Write 7 to 40 hex digits, or none`);
  if (values && values.length > 3) throw new Error('Write --fixed-by at most three times');
  return values;
}

type IncidentRecords = Pick<DeploymentRecords, 'history' | 'saveIncident'>;

/** An incident as it was recorded. */
export interface RecordedIncident {
  readonly cause: DeploymentRecord;
  readonly incident: Incident;
}

/** Reports an incident for the deployment that was running when it started. Throws an Error if nothing ran then. */
async function reportIncident(
  { stage, service, incident, fixedBy }: IncidentReport,
  records: IncidentRecords,
): Promise<RecordedIncident> {
  const startedAt = Date.parse(incident.started_at);
  for await (const history of recentThenAll({ stage, service }, startedAt, records)) {
    const cause = deploymentRunningAt(history, startedAt);
    if (cause) return save(cause, incident, { history, fixedBy, records });
  }
  throw new Error(
    `No deployment of ${service} to ${stage} was running at ${incident.started_at}. Check --at, --service and --stage`,
  );
}

/** Ends the open incident of a service. Throws an Error if none is open, or if several are and `at` selects none. */
async function endIncident(
  { stage, service, until, at, fixedBy }: IncidentEnd,
  records: IncidentRecords,
): Promise<RecordedIncident> {
  for await (const history of recentThenAll({ stage, service }, until.getTime(), records)) {
    const open = openIncidents(history).filter(
      ({ incident }) => !at || Date.parse(incident.started_at) === at.getTime(),
    );
    const [first, ...others] = open;
    if (others.length > 0)
      throw new Error(
        `${service} has ${open.length} open incidents. Select one:\n${open
          .map(({ incident }) => `--at ${incident.started_at}  ${incident.description}`)
          .join('\n')}`,
      );
    if (!first) continue;
    if (Date.parse(first.incident.started_at) > until.getTime())
      throw new Error(`--until is before ${first.incident.started_at}, when the incident started`);
    const incident = { ...first.incident, ended_at: until.toISOString() };
    return save(first.cause, incident, { history, fixedBy, records });
  }
  throw new Error(
    `${service} has no open incident at ${stage}. Report it with --description "…" --at <start> --until <end>`,
  );
}

async function* recentThenAll(
  filter: Pick<RecordKey, 'stage' | 'service'>,
  time: number,
  records: IncidentRecords,
): AsyncGenerator<readonly DeploymentRecord[]> {
  yield (await records.history({ ...filter, since: new Date(time - RECENT_MS) })).finished;
  yield (await records.history(filter)).finished;
}

function openIncidents(history: readonly DeploymentRecord[]): RecordedIncident[] {
  return history.flatMap((cause) =>
    (cause.incidents ?? [])
      .filter(({ ended_at }) => ended_at === undefined)
      .map((incident) => ({ cause, incident })),
  );
}

async function save(
  cause: DeploymentRecord,
  incident: Incident,
  {
    history,
    fixedBy,
    records,
  }: {
    readonly history: readonly DeploymentRecord[];
    readonly fixedBy: readonly string[] | undefined;
    readonly records: IncidentRecords;
  },
): Promise<RecordedIncident> {
  const fixes = fixedBy ?? runningFix(history, incident);
  const saved = { ...incident, ...(fixes.length > 0 && { fixed_by: fixes }) };
  await records.saveIncident(cause, saved);
  return { cause, incident: saved };
}

/** The version that ran at the end of the incident, if it came during the incident. */
function runningFix(
  history: readonly DeploymentRecord[],
  { started_at, ended_at }: Incident,
): readonly string[] {
  const running = ended_at === undefined ? undefined : runningAt(history, Date.parse(ended_at));
  const since = running && exposedAt(running);
  return running && since !== undefined && since > Date.parse(started_at) ? [running.sha] : [];
}
