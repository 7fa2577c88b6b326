import {
  type DeploymentAttempt,
  type DeploymentRecord,
  type Incident,
  type Outcome,
  type RecordKey,
  distinct,
  keyOf,
} from './record.ts';

export interface RecordFilter {
  readonly stage: string;
  readonly service?: string | undefined;
  /** Only records that ended at this time or later, and attempts that started then. */
  readonly since?: Date | undefined;
}

/** What was deployed, with the incidents that it caused. */
export interface DeploymentHistory {
  /** Oldest first. */
  readonly finished: readonly DeploymentRecord[];
  /** Attempts without an outcome: they still run, or their run was killed. Oldest first. */
  readonly unfinished: readonly DeploymentAttempt[];
}

/** An attempt whose start is recorded. */
export interface StartedAttempt {
  /** Records the outcome. Throws an Error if the outcome is invalid. */
  finish(outcome: Outcome): Promise<DeploymentRecord>;
}

/** What was deployed where and when. */
export interface DeploymentRecords {
  history(filter: RecordFilter): Promise<DeploymentHistory>;
  /** The last successful record, which is what runs: a deployment or a rollback. Undefined before the first. */
  lastSuccessful(stage: string, service: string): Promise<DeploymentRecord | undefined>;
  /**
   * The finished records since the last successful one, which comes first. Empty before the first success. Fewer requests
   * than `history`.
   */
  recent(stage: string, service: string): Promise<readonly DeploymentRecord[]>;
  /** The newest attempt to run a version (a full sha), whatever its outcome. Undefined without one. */
  attemptOf(stage: string, service: string, sha: string): Promise<DeploymentAttempt | undefined>;
  /** Records that an attempt begins. Call it before the first change to the stage, so that a killed run leaves a trace. */
  start(attempt: DeploymentAttempt): Promise<StartedAttempt>;
  /** Adds an incident to a record, or replaces the one with the same start. Throws an Error if there is no such record. */
  saveIncident(record: RecordKey, incident: Incident): Promise<void>;
}

/** Builds the history from stored attempts, each with its record if it has an outcome. Duplicates count once. */
export function historyOf(
  stored: readonly { readonly attempt: DeploymentAttempt; readonly record?: DeploymentRecord | undefined }[],
  filter: RecordFilter,
): DeploymentHistory {
  const records = stored.flatMap(({ record }) => (record ? [record] : []));
  const ended = new Set(records.map(keyOf));
  const open = new Map(
    stored
      .filter(({ attempt }) => !ended.has(keyOf(attempt)))
      .map(({ attempt }) => [keyOf(attempt), attempt]),
  );
  return {
    finished: distinct(records).filter((record) => isSelected(record, record.ended_at, filter)),
    unfinished: [...open.values()]
      .filter((attempt) => isSelected(attempt, attempt.started_at, filter))
      .toSorted((a, b) => Date.parse(a.started_at) - Date.parse(b.started_at)),
  };
}

function isSelected(
  attempt: DeploymentAttempt,
  at: string,
  { stage, service, since }: RecordFilter,
): boolean {
  if (attempt.stage !== stage) return false;
  if (service !== undefined && attempt.service !== service) return false;
  return since === undefined || Date.parse(at) >= since.getTime();
}
