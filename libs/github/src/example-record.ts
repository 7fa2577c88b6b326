import type { DeploymentRecord } from './record.ts';

/** A sha that is easy to recognize: `exampleSha('a')` is "a" forty times. */
export function exampleSha(digit: string): string {
  return digit.repeat(40);
}

/**
 * An invented successful deployment of card to production that took five minutes. The given fields replace its fields.
 */
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
