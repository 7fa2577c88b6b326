import { resolve } from 'node:path';
import { loadManifests } from '#libs/manifest';
import type { DeploymentRecords } from '../records/deployment-records.ts';
import type { DeploymentRecord } from '../records/record.ts';

/** The names of all services. */
export const services = loadManifests(resolve(__dirname, '../../../..')).map(({ name }) => name);

/** A recognizable sha: `sha('a')` is "a" forty times. */
export function sha(digit: string): string {
  return digit.repeat(40);
}

/** A successful deployment of card to production, with the test's overrides. */
export function record(fields: Partial<DeploymentRecord> = {}): DeploymentRecord {
  const ended_at = fields.ended_at ?? '2026-06-01T10:05:00Z';
  return {
    service: 'card',
    stage: 'production',
    sha: sha('a'),
    previous_sha: null,
    commits: [],
    started_at: new Date(Date.parse(ended_at) - 5 * 60_000).toISOString(),
    ended_at,
    kind: 'deployment',
    result: 'success',
    ...fields,
  };
}

/** Records a finished attempt. */
export async function addRecord(
  records: Pick<DeploymentRecords, 'start'>,
  { ended_at, result, reason, exposed_at, incidents: _, ...attempt }: DeploymentRecord,
): Promise<void> {
  const started = await records.start(attempt);
  await started.finish({ ended_at, result, reason, exposed_at });
}
