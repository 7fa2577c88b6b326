import fc from 'fast-check';
import type { DeploymentRecord, Incident } from '#libs/github';
import { computeReport } from './dora.ts';
import { type Figure, type Period, median, serviceFigures } from './figures.ts';
import type { Idea } from './samples.ts';

const MINUTE_MS = 60_000;
const BEGINNING = Date.parse('2026-01-01T00:00:00Z');
/** The time of the latest possible event, in minutes after BEGINNING. */
const HORIZON = 2_000;

interface Event {
  readonly minutesBefore: number;
  /**
   * `minutesUnseen` is the time from the start of the deployment to the exposure. `minutesExposed` is the
   * time from the exposure to the end of the deployment.
   */
  readonly minutesUnseen: number;
  readonly minutesExposed: number;
  readonly what:
    | 'success'
    | 'unseen failure'
    | 'seen failure'
    | 'rolled back'
    | 'rollback'
    | 'failed rollback';
  readonly commits: readonly { readonly age: number; readonly pull: number | null }[];
  readonly incidents: readonly {
    /** Minutes after the end of the deployment. */
    readonly after: number;
    readonly long: number | null;
    readonly fixes: readonly number[];
  }[];
  /** A quiet deployment starts no new version, so its record has no `exposed_at`. */
  readonly isQuiet: boolean;
}

const event: fc.Arbitrary<Event> = fc.record({
  minutesBefore: fc.integer({ min: 1, max: 60 }),
  minutesUnseen: fc.integer({ min: 1, max: 5 }),
  minutesExposed: fc.integer({ min: 1, max: 5 }),
  what: fc.constantFrom(
    'success',
    'success',
    'success',
    'unseen failure',
    'seen failure',
    'rolled back',
    'rollback',
    'failed rollback',
  ),
  commits: fc.array(
    fc.record({ age: fc.integer({ min: -10, max: 900 }), pull: fc.option(fc.integer({ min: 1, max: 8 })) }),
    { maxLength: 3 },
  ),
  incidents: fc.array(
    fc.record({
      after: fc.integer({ min: -3, max: 200 }),
      long: fc.option(fc.integer({ min: 1, max: 120 })),
      fixes: fc.array(fc.nat(20), { maxLength: 3 }),
    }),
    { maxLength: 2 },
  ),
  isQuiet: fc.boolean(),
});

function histories(service = 'card'): fc.Arbitrary<DeploymentRecord[]> {
  return fc.array(event, { maxLength: 24 }).map((events) => replay(service, events));
}

/** Some operations seem to be served before they are first mentioned, because a clock is wrong. */
const ideas: fc.Arbitrary<Idea[]> = fc.array(
  fc
    .record({
      described: fc.integer({ min: 0, max: HORIZON }),
      after: fc.option(fc.integer({ min: -10, max: 900 })),
    })
    .map(({ described, after }) => ({
      service: 'card',
      operation: 'listCards',
      describedAt: toDate(described),
      servedAt: after === null ? undefined : toDate(described + after),
    })),
  { maxLength: 12 },
);

const periods = fc
  .tuple(fc.nat(HORIZON), fc.integer({ min: 1, max: HORIZON }))
  .map(([start, length]) => ({ since: toDate(start), until: toDate(start + length) }));

function replay(service: string, events: readonly Event[]): DeploymentRecord[] {
  const records: DeploymentRecord[] = [];
  const versions: string[] = [];
  let now = 0;
  let running: string | null = null;
  let undelivered: DeploymentRecord['commits'][number][] = [];
  events.forEach((each, index) => {
    const { what, isQuiet } = each;
    const start = now + each.minutesBefore;
    const exposed = start + each.minutesUnseen;
    now = exposed + each.minutesExposed;
    const isSeen = what !== 'unseen failure' && what !== 'failed rollback';
    const fields = {
      service,
      stage: 'production',
      previous_sha: running,
      started_at: toText(start),
      ended_at: toText(now),
      ...(isSeen &&
        !(isQuiet && (what === 'success' || what === 'rollback')) && { exposed_at: toText(exposed) }),
    };
    if (what === 'rollback' || what === 'failed rollback') {
      const target = versions.at(-2 - (index % 2));
      if (running === null || target === undefined) return;
      const result = what === 'rollback' ? 'success' : 'failure';
      records.push({ ...fields, sha: target, commits: [], kind: 'rollback', result });
      if (result === 'success') running = target;
      return;
    }
    const sha = versionOf(index);
    undelivered.push(
      ...each.commits.map(({ age, pull }, position) => ({
        sha: `${index.toString(16)}c${position}`.padStart(40, 'c'),
        time: toText(now - age),
        ...(pull !== null && { pull_request: { number: pull, first_commit_at: toText(now - age - pull) } }),
      })),
    );
    const incidents = isSeen ? each.incidents.map((incident) => incidentOf(now, incident)) : [];
    const result = what === 'rolled back' ? 'rolled_back' : what === 'success' ? 'success' : 'failure';
    records.push({ ...fields, sha, commits: undelivered, kind: 'deployment', result, incidents });
    if (what !== 'success') return;
    running = sha;
    versions.push(sha);
    // A rollback removes commits, which a later deployment contains again. So some commits are in two
    // deployments.
    undelivered = undelivered.slice(undelivered.length - (index % 3 === 0 ? 1 : 0));
  });
  return records;
}

function incidentOf(end: number, { after, long, fixes }: Event['incidents'][number]): Incident {
  return {
    started_at: toText(end + after),
    ...(long !== null && { ended_at: toText(end + after + long) }),
    description: 'An incident',
    fixed_by: fixes.map(versionOf),
  };
}

function versionOf(index: number): string {
  return index.toString(16).padStart(2, '0').padEnd(40, '0');
}

function toDate(minute: number): Date {
  return new Date(BEGINNING + minute * MINUTE_MS);
}

function toText(minute: number): string {
  return toDate(minute).toISOString();
}

const minutes = new Map<string | Date, number>();

/** Caches parsed times, because parsing takes most of the time of the slow calculation. */
function minuteOf(time: string | Date): number {
  const known = minutes.get(time) ?? (new Date(time).getTime() - BEGINNING) / MINUTE_MS;
  minutes.set(time, known);
  return known;
}

/** For every minute, finds which version ran and whether users had problems. */
function minuteByMinute(all: readonly DeploymentRecord[], thoughts: readonly Idea[], period: Period) {
  const since = minuteOf(period.since);
  const until = minuteOf(period.until);
  const inPeriod = (minute: number): boolean => minute >= since && minute <= until;
  const history = all.filter(({ ended_at }) => minuteOf(ended_at) <= until);

  const firstSeen = ({ exposed_at, result, ended_at }: DeploymentRecord): number => {
    if (exposed_at) return minuteOf(exposed_at);
    return result === 'success' ? minuteOf(ended_at) : Number.POSITIVE_INFINITY;
  };
  const isSeen = (record: DeploymentRecord): boolean => firstSeen(record) < Number.POSITIVE_INFINITY;
  const runsAt = (minute: number, before: number): DeploymentRecord | undefined => {
    let running: DeploymentRecord | undefined;
    for (const record of history.slice(0, before)) {
      const isOver = record.result === 'rolled_back' && minuteOf(record.ended_at) <= minute;
      if (firstSeen(record) <= minute && !isOver) running = record;
    }
    return running;
  };
  const succeededBetween = (from: number, minute: number): boolean =>
    history.slice(from).some(({ result, ended_at }) => result === 'success' && minuteOf(ended_at) <= minute);

  /** Maps the index of a deployment to the index of its first rollback. */
  const undoneBy = new Map<number, number>();
  history.forEach((record, index) => {
    if (record.kind !== 'rollback') return;
    const running = runsAt(minuteOf(record.started_at), index);
    if (!running || running.sha === record.sha) return;
    let undone = history.indexOf(running);
    while (history[undone]?.kind === 'rollback' || history[undone]?.sha !== running.sha) undone -= 1;
    if (!undoneBy.has(undone)) undoneBy.set(undone, index);
  });

  const suffers = (index: number, minute: number): boolean => {
    const record = history[index];
    if (!record) return false;
    const incidents = (record.incidents ?? []).filter(({ started_at }) => minuteOf(started_at) <= until);
    const isReported = incidents.some(
      ({ started_at, ended_at }) =>
        minuteOf(started_at) <= minute && (ended_at === undefined || minute < minuteOf(ended_at)),
    );
    if (isReported) return true;
    if (record.result === 'rolled_back')
      return firstSeen(record) <= minute && minute < minuteOf(record.ended_at);
    if (record.result === 'failure')
      return firstSeen(record) <= minute && !succeededBetween(index + 1, minute);
    const undo = undoneBy.get(index);
    const rollback = undo === undefined ? undefined : history[undo];
    if (undo === undefined || !rollback || incidents.length > 0) return false;
    return minuteOf(rollback.started_at) <= minute && !succeededBetween(undo, minute);
  };

  const recoveries: number[] = [];
  let open = 0;
  let failed = 0;
  history.forEach((record, index) => {
    if (record.kind !== 'deployment') return;
    let suffered = 0;
    let everSuffered = false;
    for (let minute = 0; minute <= until; minute += 1) {
      if (suffers(index, minute)) {
        suffered += 1;
        everSuffered = true;
      } else if (suffered > 0) {
        if (inPeriod(minute)) recoveries.push(suffered * MINUTE_MS);
        suffered = 0;
      }
    }
    if (suffered > 0) open += 1;
    if (everSuffered && inPeriod(minuteOf(record.ended_at))) failed += 1;
  });

  const leads: Record<string, { end: number; lead: number }> = {};
  for (const { kind, result, commits, ended_at } of history.toReversed()) {
    if (kind === 'rollback' || result !== 'success') continue;
    const end = minuteOf(ended_at);
    for (const { sha, time, pull_request } of commits.toReversed()) {
      const start = minuteOf(pull_request?.first_commit_at ?? time);
      leads[pull_request?.number ?? sha] = { end, lead: Math.max(end - start, 0) * MINUTE_MS };
    }
  }

  const reported = history.flatMap(({ incidents = [] }) =>
    incidents.filter(({ started_at }) => minuteOf(started_at) <= until),
  );
  const isUnplanned = (record: DeploymentRecord): boolean =>
    record.kind === 'rollback' ||
    reported.some(({ started_at, fixed_by = [] }) =>
      fixed_by.some(
        (fix) =>
          history.find(
            (each) => each.sha === fix && isSeen(each) && firstSeen(each) > minuteOf(started_at),
          ) === record,
      ),
    );

  const ended = history.filter(({ ended_at }) => inPeriod(minuteOf(ended_at)));
  const deployments = ended.filter(({ kind }) => kind === 'deployment');
  const successes = deployments.filter(({ result }) => result === 'success').length;
  const reachedUsers = deployments.filter(isSeen).length;
  const releases = ended.filter(isSeen);
  const unplanned = releases.filter(isUnplanned).length;
  return {
    deploymentFrequency: { samples: successes, value: (successes / (until - since)) * 60 * 24 * 7 },
    leadTime: middle(
      Object.values(leads)
        .filter(({ end }) => inPeriod(end))
        .map(({ lead }) => lead),
    ),
    changeFailRate: { samples: reachedUsers, value: failed / reachedUsers },
    failed,
    recoveryTime: middle(recoveries),
    open,
    reworkRate: { samples: releases.length, value: unplanned / releases.length },
    unplanned,
    ideaToCode: middle(
      thoughts
        .filter((idea) => idea.servedAt && inPeriod(minuteOf(idea.servedAt)))
        .map(({ describedAt, servedAt }) => Math.max(Number(servedAt) - Number(describedAt), 0)),
    ),
  };
}

/** Removes the lowest and the highest value until one or two values remain. */
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

const card = (history: readonly DeploymentRecord[], period: Period, thoughts: readonly Idea[] = []) =>
  serviceFigures('card', history, thoughts, period);

describe('serviceFigures for random histories', () => {
  it('returns the same figures as a calculation that checks every minute', () => {
    fc.assert(
      fc.property(histories(), ideas, periods, (history, thoughts, period) => {
        const figures = card(history, period, thoughts);
        const expected = minuteByMinute(history, thoughts, period);
        expectSame(figures.deploymentFrequency, expected.deploymentFrequency);
        expectSame(figures.leadTime, expected.leadTime);
        expectSame(figures.changeFailRate, expected.changeFailRate);
        expect(figures.changeFailRate.counted).toBe(expected.failed);
        expectSame(figures.recoveryTime, expected.recoveryTime);
        expect(figures.openFailures).toHaveLength(expected.open);
        expectSame(figures.reworkRate, expected.reworkRate);
        expect(figures.reworkRate.counted).toBe(expected.unplanned);
        expectSame(figures.ideaToCode, expected.ideaToCode);
      }),
      { numRuns: 200 },
    );
  });

  it('ignores the order of the records and the records of other services', () => {
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
        expect(card(mixed, period)).toEqual(card(history, period));
      }),
    );
  });

  it('ignores records after the end of the period', () => {
    fc.assert(
      fc.property(histories(), periods, (history, period) => {
        const until = period.until.getTime();
        const known = history.filter(({ ended_at }) => Date.parse(ended_at) <= until);
        expect(card(known, period)).toEqual(card(history, period));
      }),
    );
  });

  it('returns null for too few samples, and never a negative figure', () => {
    fc.assert(
      fc.property(histories(), ideas, periods, (history, thoughts, period) => {
        const figures = card(history, period, thoughts);
        const { deploymentFrequency, leadTime, changeFailRate, recoveryTime, reworkRate, ideaToCode } =
          figures;
        const all = [deploymentFrequency, leadTime, changeFailRate, recoveryTime, reworkRate, ideaToCode];
        for (const figure of all) {
          if (figure.samples < 5) expect(figure.value).toBeNull();
          else expect(figure.value).toBeGreaterThanOrEqual(0);
        }
        expect(changeFailRate.value ?? 0).toBeLessThanOrEqual(1);
        expect(reworkRate.value ?? 0).toBeLessThanOrEqual(1);
        if (recoveryTime.value !== null) expect(recoveryTime.value).toBeGreaterThan(0);
      }),
    );
  });
});

describe('computeReport for random histories', () => {
  it('computes the total from the samples of all services', () => {
    fc.assert(
      fc.property(histories('card'), histories('invoice'), periods, (cards, invoices, period) => {
        const names = ['card', 'invoice'];
        const { services, total } = computeReport(names, [...cards, ...invoices], [], {
          stage: 'production',
          period,
        });
        const figures = [
          'deploymentFrequency',
          'leadTime',
          'changeFailRate',
          'recoveryTime',
          'reworkRate',
        ] as const;
        for (const name of figures) {
          const sum = services.reduce((samples, each) => samples + each[name].samples, 0);
          expect(total[name].samples).toBe(sum);
        }
        const failed = services.reduce((count, { changeFailRate }) => count + changeFailRate.counted, 0);
        expect(total.changeFailRate.counted).toBe(failed);
      }),
    );
  });
});

describe('the median of random values', () => {
  it('has at most half of the values on each side', () => {
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
