import fc from 'fast-check';
import { type Figure, type Idea, type Period, figuresOf, median } from './figures.ts';
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
function histories(service = 'card'): fc.Arbitrary<DeploymentRecord[]> {
  return fc.array(event, { maxLength: 40 }).map((events) => replay(service, events));
}

/** Arbitrary ideas: some served, some served before their first mention because of a wrong clock. */
const ideas: fc.Arbitrary<Idea[]> = fc.array(
  fc
    .record({
      described: fc.integer({ min: 0, max: 150_000 }),
      after: fc.option(fc.integer({ min: -10, max: 50_000 })),
    })
    .map(({ described, after }) => ({
      service: 'card',
      operation: 'listCards',
      describedAt: new Date(BEGINNING + described * MINUTE_MS),
      servedAt: after === null ? undefined : new Date(BEGINNING + (described + after) * MINUTE_MS),
    })),
  { maxLength: 12 },
);

/** An arbitrary period within the histories. */
const periods = fc
  .tuple(fc.integer({ min: 0, max: 150_000 }), fc.integer({ min: 1, max: 150_000 }))
  .map(([start, length]) => ({
    since: new Date(BEGINNING + start * MINUTE_MS),
    until: new Date(BEGINNING + (start + length) * MINUTE_MS),
  }));

function replay(service: string, events: readonly Event[]): DeploymentRecord[] {
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

/** Computes the same figures in another way: it replays the history and compares each pair of records. */
function naively(history: readonly DeploymentRecord[], thoughts: readonly Idea[], { since, until }: Period) {
  const seen = history.filter((record) => new Date(record.ended_at) <= until);
  const inPeriod = (time: Date): boolean => time >= since && time <= until;
  const deployments = seen.filter(
    (record) => record.kind === 'deployment' && inPeriod(new Date(record.ended_at)),
  );

  const rolledBackAt = new Map<string, string>();
  let running: string | undefined;
  for (const record of seen) {
    if (record.kind === 'rollback' && running !== undefined && !rolledBackAt.has(running))
      rolledBackAt.set(running, record.started_at);
    if (record.result === 'success') running = record.sha;
  }

  let failed = 0;
  const recoveries: number[] = [];
  let open = 0;
  for (const deployment of deployments) {
    const signs = [rolledBackAt.get(deployment.sha), deployment.incident?.at];
    if (deployment.result !== 'success') signs.push(deployment.ended_at);
    const shown = signs.filter((sign) => sign !== undefined).sort()[0];
    if (shown === undefined) continue;
    failed += 1;
    const ends = seen
      .filter(({ result }) => result === 'success')
      .map(({ ended_at }) => ended_at)
      .filter((end) => end > deployment.ended_at && end >= shown)
      .sort();
    if (ends[0] === undefined) open += 1;
    else recoveries.push(Date.parse(ends[0]) - Date.parse(deployment.ended_at));
  }

  const leads: Record<string, { end: Date; lead: number }> = {};
  for (const { kind, result, commits, ended_at } of seen.toReversed()) {
    if (kind === 'rollback' || result !== 'success') continue;
    const end = new Date(ended_at);
    for (const { sha, time } of commits)
      leads[sha] = { end, lead: Math.max(end.getTime() - Date.parse(time), 0) };
  }

  const answered = thoughts
    .filter((idea) => idea.servedAt && inPeriod(idea.servedAt))
    .map(({ describedAt, servedAt }) => Math.max(Number(servedAt) - Number(describedAt), 0));
  const successes = deployments.filter(({ result }) => result === 'success').length;
  const days = (until.getTime() - since.getTime()) / 86_400_000;
  return {
    deploymentFrequency: { samples: successes, value: (successes / days) * 7 },
    leadTime: middle(
      Object.values(leads)
        .filter(({ end }) => inPeriod(end))
        .map(({ lead }) => lead),
    ),
    changeFailureRate: { samples: deployments.length, failed, value: failed / deployments.length },
    timeToRecovery: middle(recoveries),
    open,
    ideaToCode: middle(answered),
  };
}

/** Removes the lowest and the highest value until one or two are left. */
function middle(values: readonly number[]): { samples: number; value: number } {
  const left = [...values].sort((a, b) => a - b);
  while (left.length > 2) {
    left.shift();
    left.pop();
  }
  return { samples: values.length, value: left.reduce((sum, value) => sum + value, 0) / left.length };
}

function expectSame(figure: Figure, { samples, value }: { samples: number; value: number }): void {
  expect(figure.samples).toBe(samples);
  if (samples < 5) expect(figure.value).toBeNull();
  else expect(figure.value).toBeCloseTo(value, 6);
}

describe('figuresOf for any history', () => {
  it('equals the results of an independent computation', () => {
    fc.assert(
      fc.property(histories(), ideas, periods, (history, thoughts, period) => {
        const figures = figuresOf('card', history, thoughts, period);
        const expected = naively(history, thoughts, period);
        expectSame(figures.deploymentFrequency, expected.deploymentFrequency);
        expectSame(figures.leadTime, expected.leadTime);
        expectSame(figures.changeFailureRate, expected.changeFailureRate);
        expect(figures.changeFailureRate.failed).toBe(expected.changeFailureRate.failed);
        expectSame(figures.timeToRecovery, expected.timeToRecovery);
        expect(figures.openFailures).toHaveLength(expected.open);
        expectSame(figures.ideaToCode, expected.ideaToCode);
      }),
      { numRuns: 2_000 },
    );
  });

  it('does not depend on the order of the records or on other services', () => {
    const shuffled = histories().chain((history) =>
      histories('invoice').chain((others) =>
        fc.tuple(
          fc.constant(history),
          fc.shuffledSubarray([...history, ...others], { minLength: history.length + others.length }),
        ),
      ),
    );
    fc.assert(
      fc.property(shuffled, periods, ([history, mixed], period) => {
        expect(figuresOf('card', mixed, [], period)).toEqual(figuresOf('card', history, [], period));
      }),
    );
  });

  it('never returns a higher failure rate for another success', () => {
    const failureShare = (history: readonly DeploymentRecord[], period: Period): number => {
      const { failed, samples } = figuresOf('card', history, [], period).changeFailureRate;
      return samples === 0 ? 0 : failed / samples;
    };
    fc.assert(
      fc.property(histories(), periods, fc.nat(200_000), (history, period, minute) => {
        const time = new Date(Date.parse('2026-01-01T00:00:30Z') + minute * 60_000).toISOString();
        const success: DeploymentRecord = {
          service: 'card',
          stage: 'production',
          sha: 'f'.repeat(40),
          previous_sha: null,
          commits: [],
          started_at: time,
          ended_at: time,
          kind: 'deployment',
          result: 'success',
        };
        expect(failureShare([...history, success], period)).toBeLessThanOrEqual(
          failureShare(history, period),
        );
      }),
    );
  });

  it('counts every failure as recovered or open', () => {
    fc.assert(
      fc.property(histories(), periods, (history, period) => {
        const { changeFailureRate, timeToRecovery, openFailures } = figuresOf('card', history, [], period);
        expect(timeToRecovery.samples + openFailures.length).toBe(changeFailureRate.failed);
      }),
    );
  });

  it('returns no negative figure, no 0 for missing samples and no rate above 1', () => {
    fc.assert(
      fc.property(histories(), ideas, periods, (history, thoughts, period) => {
        const figures = figuresOf('card', history, thoughts, period);
        const { deploymentFrequency, leadTime, changeFailureRate, timeToRecovery, ideaToCode } = figures;
        for (const figure of [deploymentFrequency, leadTime, changeFailureRate, timeToRecovery, ideaToCode]) {
          if (figure.samples < 5) expect(figure.value).toBeNull();
          else expect(figure.value).toBeGreaterThanOrEqual(0);
        }
        expect(changeFailureRate.value ?? 0).toBeLessThanOrEqual(1);
        if (timeToRecovery.value !== null) expect(timeToRecovery.value).toBeGreaterThan(0);
      }),
    );
  });
});

describe('median of any values', () => {
  it('lies between minimum and maximum, with as many values below as above', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 1 }), (values) => {
        const value = median(values) ?? Number.NaN;
        expect(value).toBeGreaterThanOrEqual(Math.min(...values));
        expect(value).toBeLessThanOrEqual(Math.max(...values));
        const below = values.filter((each) => each < value).length;
        const above = values.filter((each) => each > value).length;
        expect(Math.max(below, above)).toBeLessThanOrEqual(values.length / 2);
      }),
    );
  });
});
