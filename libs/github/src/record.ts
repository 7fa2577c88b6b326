import { z } from 'zod';
import { PARTS } from './parts.ts';

const sha = z.string().regex(/^[0-9a-f]{40}$/, 'must be the full sha of a commit: 40 hex digits');
const shortSha = z.string().regex(/^[0-9a-f]{7,40}$/, 'must be a sha of a commit: 7 to 40 hex digits');
const time = z.iso.datetime({ message: 'must be a UTC time such as 2026-06-15T09:30:00Z' });
const name = z.string().regex(/^[a-z][a-z0-9-]*$/, 'must be lower case words joined by hyphens');
const sentence = z.string().min(1);

const contentSchema = z.partialRecord(z.enum(PARTS), z.string().min(1)).readonly();

const commitSchema = z.object({
  sha,
  /** Author time. A squash merge sets the author time to the time of the merge. */
  time,
  /** The pull request that added the commit. Undefined if the commit was pushed without a pull request. */
  pull_request: z
    .object({
      number: z.int().positive(),
      /** The earliest author time of the pull request's commits. */
      first_commit_at: time,
    })
    .readonly()
    .optional(),
});

export const incidentSchema = z
  .object({
    /** Two incidents of the same deployment have different starts. */
    started_at: time,
    /** Undefined until somebody reports the end. */
    ended_at: time.optional(),
    description: sentence,
    /** The unplanned versions that were deployed because of the incident. */
    fixed_by: z.array(shortSha).max(3).readonly().optional(),
  })
  .refine(({ started_at, ended_at }) => ended_at === undefined || isInOrder(started_at, ended_at), {
    path: ['ended_at'],
    message: 'must not be before started_at',
  });

const attemptFields = {
  service: name,
  stage: name,
  sha,
  /** The version of the last successful record before this attempt. Null before the first success. */
  previous_sha: sha.nullable(),
  /** The commit that the image was built from. Undefined if the image was built from `sha`. */
  image_sha: sha.optional(),
  /** The next plan compares these hashes to find the parts that changed. */
  content: contentSchema.optional(),
  /** The hashes of the version that a rollback replaced. */
  withdrawn_content: contentSchema.optional(),
  /** Commits since previous_sha that affect the service. Empty for the first deployment and for a rollback. */
  commits: z.array(commitSchema.readonly()).readonly(),
  built_operations: z.array(z.string().min(1)).readonly().optional(),
  started_at: time,
  /** `rollback` means that a person selected an earlier version. */
  kind: z.enum(['deployment', 'rollback']),
};

const outcomeFields = {
  ended_at: time,
  /** `rolled_back` means that ECS restored the previous version. */
  result: z.enum(['success', 'failure', 'rolled_back']),
  reason: sentence.optional(),
  /** When users could first reach the new version. Undefined if they never could. */
  exposed_at: time.optional(),
};

const addsNoCommits = {
  path: ['commits'],
  message: 'must be empty, because a rollback adds no commits',
};

export const outcomeSchema = z.object(outcomeFields);

export const attemptSchema = z
  .object(attemptFields)
  .refine(({ kind, commits }) => kind === 'deployment' || commits.length === 0, addsNoCommits);

export const recordSchema = z
  .object({
    ...attemptFields,
    ...outcomeFields,
    /** Incidents are added to a stored record later, as statuses. So only a record that was read has this field. */
    incidents: z.array(incidentSchema).readonly().optional(),
  })
  .refine(({ kind, commits }) => kind === 'deployment' || commits.length === 0, addsNoCommits)
  .refine(({ started_at, ended_at }) => isInOrder(started_at, ended_at), {
    path: ['ended_at'],
    message: 'must not be before started_at',
  })
  .refine(
    ({ started_at, exposed_at = started_at, ended_at }) =>
      isInOrder(started_at, exposed_at) && isInOrder(exposed_at, ended_at),
    { path: ['exposed_at'], message: 'must be between started_at and ended_at' },
  );

export type Commit = Readonly<z.output<typeof commitSchema>>;
export type Incident = Readonly<z.output<typeof incidentSchema>>;
export type DeploymentAttempt = Readonly<z.output<typeof attemptSchema>>;
export type Outcome = Readonly<z.output<typeof outcomeSchema>>;
export type DeploymentRecord = Readonly<z.output<typeof recordSchema>>;

/** Throws an Error that lists every invalid field. */
export function parseRecord(value: unknown): DeploymentRecord {
  return parse(recordSchema, value);
}

export function parseAttempt(value: unknown): DeploymentAttempt {
  return parse(attemptSchema, value);
}

function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (!result.success)
    throw new Error(`The deployment record is not valid:\n${z.prettifyError(result.error)}`);
  return result.data;
}

export type RecordKey = Pick<DeploymentAttempt, 'stage' | 'service' | 'started_at'>;

/** Two formats of the same time give the same key. */
export function keyOf({ stage, service, started_at }: RecordKey): string {
  return `${stage}/${service}/${Date.parse(started_at)}`;
}

/** Sorts by end time, oldest first. Records with the same end time have a fixed order. */
export function inOrder(records: readonly DeploymentRecord[]): DeploymentRecord[] {
  return records.toSorted(
    (a, b) =>
      Date.parse(a.ended_at) - Date.parse(b.ended_at) ||
      Date.parse(a.started_at) - Date.parse(b.started_at) ||
      a.service.localeCompare(b.service) ||
      a.sha.localeCompare(b.sha),
  );
}

/**
 * Removes repeated attempts, because a repeated request may store an attempt twice. Keeps the first record.
 */
export function distinct<T extends RecordKey>(attempts: readonly T[]): T[] {
  return [...new Map(attempts.toReversed().map((attempt) => [keyOf(attempt), attempt])).values()];
}

/** Keeps the last report of each incident. Reports with the same start belong to the same incident. */
export function mergeIncidents(reports: readonly Incident[]): Incident[] {
  const byStart = new Map(reports.map((incident) => [Date.parse(incident.started_at), incident]));
  return [...byStart.values()].toSorted((a, b) => Date.parse(a.started_at) - Date.parse(b.started_at));
}

function isInOrder(first: string, second: string): boolean {
  return Date.parse(first) <= Date.parse(second);
}
