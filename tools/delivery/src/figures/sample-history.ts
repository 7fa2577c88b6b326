import { type DeploymentRecord, exampleRecord } from '#libs/github';
import type { Idea } from './samples.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const DAYS = 200;
const REASON = 'Invented for the sample';

/** The numbers are between 0 and 1. They look random but are the same in every run. */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

/**
 * Returns invented deployments, so that people can see the figures without real records. Every run returns
 * the same deployments.
 */
export function sampleRecords(services: readonly string[], now: Date): DeploymentRecord[] {
  return services.flatMap((service, index) => historyOf(service, numbersFrom((index + 1) * 7_919), now));
}

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

function historyOf(service: string, next: () => number, now: Date): DeploymentRecord[] {
  const records: DeploymentRecord[] = [];
  const pace = (0.6 + next() * 1.8) * DAY_MS;
  let running: string | null = null;
  let time = now.getTime() - DAYS * DAY_MS + next() * pace;
  while (time < now.getTime() - DAY_MS) {
    const sha = shaOf(service, records.length);
    const luck = next();
    const result = luck < 0.04 ? 'rolled_back' : luck < 0.09 ? 'failure' : 'success';
    const ended = time + (6 + next() * 8) * MINUTE_MS;
    const commit = {
      sha: shaOf(service, records.length + 1_000_000),
      time: toText(time - (2 + next() * next() * 90) * HOUR_MS),
    };
    const deployment = exampleRecord({
      service,
      sha,
      previous_sha: running,
      commits: running === null ? [] : [commit],
      started_at: toText(time),
      ended_at: toText(ended),
      result,
      ...(result !== 'failure' && { exposed_at: toText(ended - 3 * MINUTE_MS) }),
      ...(result !== 'success' && { reason: REASON }),
    });
    if (result === 'success' && running !== null && next() < 0.07) {
      const over = ended + (10 + next() * 60) * MINUTE_MS;
      const incident = { started_at: toText(ended), ended_at: toText(over), description: REASON };
      records.push({ ...deployment, incidents: [incident] }, rollbackOf(deployment, running, over));
    } else {
      records.push(deployment);
      if (result === 'success') running = sha;
    }
    time += (0.2 + next() * 1.6) * pace;
  }
  return records;
}

function rollbackOf(deployment: DeploymentRecord, sha: string, ended: number): DeploymentRecord {
  return {
    ...deployment,
    kind: 'rollback',
    sha,
    previous_sha: deployment.sha,
    commits: [],
    started_at: toText(ended - 5 * MINUTE_MS),
    exposed_at: toText(ended - 2 * MINUTE_MS),
    ended_at: toText(ended),
  };
}

function toText(time: number): string {
  return new Date(time).toISOString();
}

function shaOf(service: string, index: number): string {
  const digits = Buffer.from(`${service}${index}`).toString('hex');
  return digits.slice(-40).padStart(40, '0');
}
