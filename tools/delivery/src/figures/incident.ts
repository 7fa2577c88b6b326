import type { DeploymentRecord, DeploymentRecords, Incident, RecordKey } from '#libs/github';
import { deploymentRunningAt, exposedAt, runningAt } from './running-version.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/**
 * Records of this period are read first, because older records need more requests. Most incidents belong to a
 * deployment in this period.
 */
const RECENT_MS = 30 * DAY_MS;

export interface IncidentOptions {
  readonly stage: string;
  readonly service: string;
  readonly description?: string | undefined;
  readonly end: boolean;
  readonly at?: string | undefined;
  readonly until?: string | undefined;
  /**
   * The versions that fixed the incident, or `none`. Default: the running version, if it was deployed during the
   * incident.
   */
  readonly 'fixed-by'?: readonly string[] | undefined;
}

export interface RecordedIncident {
  readonly cause: DeploymentRecord;
  readonly incident: Incident;
}

type IncidentRecords = Pick<DeploymentRecords, 'history' | 'saveIncident'>;

interface Found extends RecordedIncident {
  readonly history: readonly DeploymentRecord[];
}

/** Starts or ends an incident. Throws an Error that says which options are valid. */
export async function recordIncident(
  options: IncidentOptions,
  records: IncidentRecords,
  now: Date,
): Promise<RecordedIncident> {
  const { description, end } = options;
  if (end === (description !== undefined))
    throw new Error('Write either --description "activation returns 500" or --end. See --help.');
  const at = parseTime('--at', options.at, now);
  const until = parseTime('--until', options.until, now);
  const fixedBy = parseFixes(options['fixed-by']);
  const { cause, incident, history } =
    description === undefined
      ? await endIncident(options, { at, until: until ?? now }, records)
      : await startIncident(options, newIncident(description, at ?? now, until), records);
  const fixed_by = fixedBy ?? runningFix(history, incident);
  const saved = { ...incident, ...(fixed_by.length > 0 && { fixed_by }) };
  await records.saveIncident(cause, saved);
  return { cause, incident: saved };
}

function parseTime(option: string, text: string | undefined, now: Date): Date | undefined {
  if (text === undefined) return undefined;
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

function newIncident(description: string, start: Date, end: Date | undefined): Incident {
  if (end && end < start) throw new Error('--until is before --at. Write the start and then the end');
  return { started_at: start.toISOString(), ...(end && { ended_at: end.toISOString() }), description };
}

/** Throws an Error if no deployment ran when the incident started. */
async function startIncident(
  service: IncidentOptions,
  incident: Incident,
  records: IncidentRecords,
): Promise<Found> {
  const startedAt = Date.parse(incident.started_at);
  for await (const history of recentThenAll(service, startedAt, records)) {
    const cause = deploymentRunningAt(history, startedAt);
    if (cause) return { cause, incident, history };
  }
  throw new Error(
    `No deployment of ${service.service} to ${service.stage} was running at ${incident.started_at}. Check --at, --service and --stage`,
  );
}

/**
 * Throws an Error if no incident is open. Also throws an Error if several incidents are open and `at` selects
 * no incident.
 */
async function endIncident(
  service: IncidentOptions,
  { at, until }: { readonly at: Date | undefined; readonly until: Date },
  records: IncidentRecords,
): Promise<Found> {
  for await (const history of recentThenAll(service, until.getTime(), records)) {
    const open = openIncidents(history).filter(
      ({ incident }) => !at || Date.parse(incident.started_at) === at.getTime(),
    );
    const [first, ...others] = open;
    if (others.length > 0)
      throw new Error(
        `${service.service} has ${open.length} open incidents. Select one:\n${open
          .map(({ incident }) => `--at ${incident.started_at}  ${incident.description}`)
          .join('\n')}`,
      );
    if (!first) continue;
    if (Date.parse(first.incident.started_at) > until.getTime())
      throw new Error(`--until is before ${first.incident.started_at}, when the incident started`);
    return { ...first, incident: { ...first.incident, ended_at: until.toISOString() }, history };
  }
  throw new Error(
    `${service.service} has no open incident at ${service.stage}. Report it with --description "…" --at <start> --until <end>`,
  );
}

async function* recentThenAll(
  { stage, service }: Pick<RecordKey, 'stage' | 'service'>,
  time: number,
  records: IncidentRecords,
): AsyncGenerator<readonly DeploymentRecord[]> {
  yield (await records.history({ stage, service, since: new Date(time - RECENT_MS) })).finished;
  yield (await records.history({ stage, service })).finished;
}

function openIncidents(history: readonly DeploymentRecord[]): RecordedIncident[] {
  return history.flatMap((cause) =>
    (cause.incidents ?? [])
      .filter(({ ended_at }) => ended_at === undefined)
      .map((incident) => ({ cause, incident })),
  );
}

function runningFix(
  history: readonly DeploymentRecord[],
  { started_at, ended_at }: Incident,
): readonly string[] {
  const running = ended_at === undefined ? undefined : runningAt(history, Date.parse(ended_at));
  const since = running && exposedAt(running);
  return running && since !== undefined && since > Date.parse(started_at) ? [running.sha] : [];
}
