import type { DeploymentRecord } from './record.ts';

/** A sha that is easy to recognize: `exampleSha('a')` repeats the letter "a" 40 times. */
export function exampleSha(digit: string): string {
  return digit.repeat(40);
}

export function exampleRecord(fields: Partial<DeploymentRecord> = {}): DeploymentRecord {
  const ended_at = fields.ended_at ?? '2026-06-01T10:05:00Z';
  return {
    service: 'card',
    stage: 'production',
    sha: exampleSha('a'),
    previous_sha: null,
    commits: [],
    started_at: new Date(Date.parse(ended_at) - 5 * 60_000).toISOString(),
    ended_at,
    kind: 'deployment',
    result: 'success',
    ...fields,
  };
}
