import type { DeploymentRecord, Incident } from '../records/record.ts';
import type { Idea } from './samples.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const DAYS = 200;

/** Numbers from 0 to 1 that look random and are the same in every run. */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

/** An invented history of deployments to production, for a first look at the figures. It is the same in every run. */
export function sampleRecords(services: readonly string[], now: Date): DeploymentRecord[] {
  return services.flatMap((service, index) => historyOf(service, index + 1, now));
}

/** Invented operations of each service, from their first mention to the deployment that served them. */
export function sampleIdeas(services: readonly string[], now: Date): Idea[] {
  const next = numbersFrom(104_729);
  return services.flatMap((service) =>
    ['first', 'second', 'third'].map((operation) => {
      const servedAt = now.getTime() - next() * 80 * DAY_MS;
      const describedAt = new Date(servedAt - (2 + next() * 20) * DAY_MS);
      return { service, operation, describedAt, servedAt: new Date(servedAt) };
    }),
  );
}

function historyOf(service: string, seed: number, now: Date): DeploymentRecord[] {
  const next = numbersFrom(seed * 7_919);
  const records: DeploymentRecord[] = [];
  let previous: DeploymentRecord | undefined;
  const start = now.getTime() - DAYS * DAY_MS;
  const pace = 0.6 + next() * 1.8;
  for (let time = start + next() * pace * DAY_MS; time < now.getTime() - DAY_MS;) {
    const record = deploymentOf(service, records.length, { time, previous, next });
    records.push(record);
    if (record.result === 'success') {
      const open = next() < 0.07 ? record : undefined;
      if (open) {
        const [broken, rollback] = rolledBack(open, previous, next);
        records.splice(-1, 1, broken, ...(rollback ? [rollback] : []));
        previous = rollback ?? broken;
      } else previous = record;
    }
    time += (0.2 + next() * 1.6) * pace * DAY_MS;
  }
  return records;
}

interface Moment {
  readonly time: number;
  readonly previous: DeploymentRecord | undefined;
  readonly next: () => number;
}

function deploymentOf(service: string, index: number, { time, previous, next }: Moment): DeploymentRecord {
  const minutes = 6 + next() * 8;
  const ended = time + minutes * MINUTE_MS;
  const luck = next();
  const result = luck < 0.04 ? 'rolled_back' : luck < 0.09 ? 'failure' : 'success';
  const isSeen = result !== 'failure';
  return {
    service,
    stage: 'production',
    sha: shaOf(service, index),
    previous_sha: previous?.sha ?? null,
    commits: previous
      ? Array.from({ length: 1 + Math.floor(next() * 2) }, (_, position) => ({
          sha: shaOf(service, index * 10 + position + 1_000_000),
          time: new Date(time - (2 + next() * next() * 90) * HOUR_MS).toISOString(),
        }))
      : [],
    started_at: new Date(time).toISOString(),
    ended_at: new Date(ended).toISOString(),
    kind: 'deployment',
    result,
    ...(isSeen && { exposed_at: new Date(ended - 3 * MINUTE_MS).toISOString() }),
    ...(result !== 'success' && { reason: 'Invented for the sample' }),
  };
}

/** An incident of a deployment, ended by a rollback if there is a version to go back to. */
function rolledBack(
  record: DeploymentRecord,
  previous: DeploymentRecord | undefined,
  next: () => number,
): [DeploymentRecord, DeploymentRecord?] {
  const startedAt = Date.parse(record.ended_at) + next() * 2 * HOUR_MS;
  const endedAt = startedAt + (10 + next() * 60) * MINUTE_MS;
  const incident: Incident = {
    started_at: new Date(startedAt).toISOString(),
    ended_at: new Date(endedAt).toISOString(),
    description: 'Invented for the sample',
  };
  const broken = { ...record, incidents: [incident] };
  if (!previous || next() < 0.4) return [broken];
  return [
    broken,
    {
      ...record,
      kind: 'rollback',
      sha: previous.sha,
      previous_sha: record.sha,
      commits: [],
      started_at: new Date(endedAt - 5 * MINUTE_MS).toISOString(),
      exposed_at: new Date(endedAt - 2 * MINUTE_MS).toISOString(),
      ended_at: new Date(endedAt).toISOString(),
    },
  ];
}

function shaOf(service: string, index: number): string {
  const digits = Buffer.from(`${service}${index}`).toString('hex');
  return digits.slice(-40).padStart(40, '0');
}
