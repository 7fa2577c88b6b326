import type {
  DeploymentAttempt,
  DeploymentHistory,
  DeploymentRecord,
  DeploymentRecords,
  Incident,
  RecordKey,
} from '#libs/github';

export class MemoryRecords implements Pick<DeploymentRecords, 'history' | 'attemptOf' | 'saveIncident'> {
  readonly finished: DeploymentRecord[] = [];
  readonly unfinished: DeploymentAttempt[] = [];

  history({ since = new Date(0) }: { readonly since?: Date | undefined }): Promise<DeploymentHistory> {
    const finished = this.finished.filter(({ ended_at }) => Date.parse(ended_at) >= since.getTime());
    return Promise.resolve({ finished, unfinished: this.unfinished });
  }

  attemptOf(_stage: string, _service: string, sha: string): Promise<DeploymentAttempt | undefined> {
    return Promise.resolve(this.finished.find((record) => record.sha === sha));
  }

  saveIncident({ started_at }: RecordKey, incident: Incident): Promise<void> {
    const index = this.finished.findIndex((record) => record.started_at === started_at);
    const { incidents = [], ...record } = this.finished[index] ?? raise(`No record started at ${started_at}`);
    const others = incidents.filter((other) => other.started_at !== incident.started_at);
    const byStart = [...others, incident].toSorted((a, b) => a.started_at.localeCompare(b.started_at));
    this.finished[index] = { ...record, incidents: byStart };
    return Promise.resolve();
  }
}

function raise(message: string): never {
  throw new Error(message);
}
