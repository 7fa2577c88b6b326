import fc from 'fast-check';
import type { Idea } from '../figures/figures.ts';
import type { DeploymentRecord } from '../records/record.ts';

const MINUTE_MS = 60_000;
const BEGINNING = Date.parse('2026-01-01T00:00:00Z');

interface Event {
  readonly minutesBefore: number;
  readonly minutesLong: number;
  readonly what: 'success' | 'failure' | 'rolled_back' | 'rollback' | 'failed rollback';
  /** Minutes from each commit to the end of the deployment. */
  readonly commits: readonly number[];
  /** Minutes from the end to the start of an incident. */
  readonly incidentAfter: number | null;
}

const event: fc.Arbitrary<Event> = fc.record({
  minutesBefore: fc.integer({ min: 1, max: 5_000 }),
  minutesLong: fc.integer({ min: 0, max: 60 }),
  what: fc.constantFrom(
    'success',
    'success',
    'success',
    'failure',
    'rolled_back',
    'rollback',
    'failed rollback',
  ),
  commits: fc.array(fc.integer({ min: -10, max: 20_000 }), { maxLength: 3 }),
  incidentAfter: fc.option(fc.oneof(fc.integer({ min: -30, max: 30 }), fc.integer({ min: 0, max: 10_000 })), {
    freq: 3,
  }),
});

/** An arbitrary history of one service as records, oldest first. */
export function histories(service = 'card'): fc.Arbitrary<DeploymentRecord[]> {
  return fc.array(event, { maxLength: 40 }).map((events) => tell(service, events));
}

/** Arbitrary ideas: some served, some served before their first mention because of a wrong clock. */
export const ideas: fc.Arbitrary<Idea[]> = fc.array(
  fc
    .record({
      thoughtOf: fc.integer({ min: 0, max: 150_000 }),
      after: fc.option(fc.integer({ min: -10, max: 50_000 })),
    })
    .map(({ thoughtOf, after }) => ({
      service: 'card',
      operation: 'listCards',
      thoughtOfAt: new Date(BEGINNING + thoughtOf * MINUTE_MS),
      answeredAt: after === null ? undefined : new Date(BEGINNING + (thoughtOf + after) * MINUTE_MS),
    })),
  { maxLength: 12 },
);

/** An arbitrary period within the histories. */
export const periods = fc
  .tuple(fc.integer({ min: 0, max: 150_000 }), fc.integer({ min: 1, max: 150_000 }))
  .map(([start, length]) => ({
    since: new Date(BEGINNING + start * MINUTE_MS),
    until: new Date(BEGINNING + (start + length) * MINUTE_MS),
  }));

function tell(service: string, events: readonly Event[]): DeploymentRecord[] {
  const records: DeploymentRecord[] = [];
  const versions: string[] = [];
  let now = BEGINNING;
  let running: string | null = null;
  let undelivered: { sha: string; time: string }[] = [];
  events.forEach(({ minutesBefore, minutesLong, what, commits, incidentAfter }, index) => {
    const start = now + minutesBefore * MINUTE_MS;
    now = start + minutesLong * MINUTE_MS;
    const times = { started_at: toText(start), ended_at: toText(now) };
    const isRollback = what === 'rollback' || what === 'failed rollback';
    if (isRollback) {
      const target = versions.at(-2 - (index % 2));
      if (running === null || target === undefined || target === running) return;
      const result = what === 'rollback' ? 'success' : 'failure';
      records.push({
        service,
        stage: 'production',
        sha: target,
        previous_sha: running,
        commits: [],
        ...times,
        kind: 'rollback',
        result,
      });
      if (result === 'success') running = target;
      return;
    }
    const sha = index.toString(16).padStart(40, '0');
    const written = commits.map((age, position) => ({
      sha: `${index.toString(16)}c${position}`.padStart(40, 'c'),
      time: toText(now - age * MINUTE_MS),
    }));
    undelivered = [...undelivered, ...written];
    const incident = { at: toText(now + (incidentAfter ?? 0) * MINUTE_MS), description: 'An incident' };
    records.push({
      service,
      stage: 'production',
      sha,
      previous_sha: running,
      commits: undelivered,
      ...times,
      kind: 'deployment',
      result: what,
      ...(incidentAfter !== null && what === 'success' && { incident }),
    });
    if (what !== 'success') return;
    running = sha;
    versions.push(sha);
    // After a rollback, the removed commits are deployed again, so some commits are in two deployments.
    undelivered = undelivered.slice(undelivered.length - (index % 3 === 0 ? 1 : 0));
  });
  return records;
}

function toText(time: number): string {
  return new Date(time).toISOString();
}
