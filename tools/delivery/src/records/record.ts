import { z } from 'zod';

const sha = z.string().regex(/^[0-9a-f]{40}$/, 'must be the full sha of a commit: 40 hex digits');
const time = z.iso.datetime({ message: 'must be a UTC time such as 2026-06-15T09:30:00Z' });
const name = z.string().regex(/^[a-z][a-z0-9-]*$/, 'must be lower case words joined by hyphens');

const commitSchema = z.object({ sha, time });

export const incidentSchema = z.object({
  /** Start time. */
  at: time,
  description: z.string().min(1),
  url: z.url().optional(),
});

/** One attempt to deploy a version of a service to a stage. */
export const deploymentRecordSchema = z
  .object({
    service: name,
    stage: name,
    /** The version to run afterwards. */
    sha,
    /** The commit of the last successful record before this one; null for the first. */
    previous_sha: sha.nullable(),
    /** Commits since previous_sha that affect the service. Empty for the first deployment and for a rollback. */
    commits: z.array(commitSchema.readonly()).readonly(),
    /** The operations that this version implements. Records that were written before this field have none. */
    built_operations: z.array(z.string().min(1)).readonly().optional(),
    started_at: time,
    ended_at: time,
    /** `rollback`: a person selected an earlier version. */
    kind: z.enum(['deployment', 'rollback']),
    /** `rolled_back`: ECS restored the previous version. */
    result: z.enum(['success', 'failure', 'rolled_back']),
    /** What went wrong, in a sentence. */
    reason: z.string().min(1).optional(),
    incident: incidentSchema.optional(),
  })
  .refine(({ started_at, ended_at }) => Date.parse(started_at) <= Date.parse(ended_at), {
    path: ['ended_at'],
    message: 'must not be before started_at',
  })
  .refine(({ kind, commits }) => kind === 'deployment' || commits.length === 0, {
    path: ['commits'],
    message: 'must be empty, because a rollback adds no commits',
  });

export type Commit = Readonly<z.output<typeof commitSchema>>;
export type Incident = Readonly<z.output<typeof incidentSchema>>;
export type DeploymentRecord = Readonly<z.output<typeof deploymentRecordSchema>>;

/** Parses a record. Throws an Error that lists every invalid field. */
export function parseRecord(value: unknown): DeploymentRecord {
  const result = deploymentRecordSchema.safeParse(value);
  if (!result.success)
    throw new Error(`The deployment record is not valid:\n${z.prettifyError(result.error)}`);
  return result.data;
}

/** Whether two records describe the same attempt. A record that was sent twice counts once. */
export function isSame(one: RecordKey, other: RecordKey): boolean {
  return keyOf(one) === keyOf(other);
}

export type RecordKey = Pick<DeploymentRecord, 'stage' | 'service' | 'started_at'>;

export function keyOf({ stage, service, started_at }: RecordKey): string {
  return `${stage}/${service}/${Date.parse(started_at)}`;
}

/** Sorts by end time, oldest first. Ties have a fixed order. */
export function inOrder(records: readonly DeploymentRecord[]): DeploymentRecord[] {
  return records.toSorted(
    (a, b) =>
      Date.parse(a.ended_at) - Date.parse(b.ended_at) ||
      Date.parse(a.started_at) - Date.parse(b.started_at) ||
      a.service.localeCompare(b.service) ||
      a.sha.localeCompare(b.sha),
  );
}

/** Each attempt once, oldest first. */
export function distinct(records: readonly DeploymentRecord[]): DeploymentRecord[] {
  const byKey = new Map<string, DeploymentRecord>();
  for (const record of records) if (!byKey.has(keyOf(record))) byKey.set(keyOf(record), record);
  return inOrder([...byKey.values()]);
}
