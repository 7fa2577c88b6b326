import fc from 'fast-check';
import { type Figure, type Idea, type Period, figuresOf, median } from './figures.ts';
import type { DeploymentRecord } from '../records/record.ts';
import { histories, ideas, periods } from '../testing/histories.ts';

/** The same figures, computed another way: by playing the history through and looking at each pair of records. */
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
    .filter((idea) => idea.answeredAt && inPeriod(idea.answeredAt))
    .map(({ thoughtOfAt, answeredAt }) => Math.max(Number(answeredAt) - Number(thoughtOfAt), 0));
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

/** Takes the least and the greatest away until one or two are left. */
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

describe('the figures of any history', () => {
  it('equal the results of an independent computation', () => {
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

  it('do not depend on the order of the records or on other services', () => {
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

  it('have a failure rate that another success never raises', () => {
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

  it('count every failure as recovered or open', () => {
    fc.assert(
      fc.property(histories(), periods, (history, period) => {
        const { changeFailureRate, timeToRecovery, openFailures } = figuresOf('card', history, [], period);
        expect(timeToRecovery.samples + openFailures.length).toBe(changeFailureRate.failed);
      }),
    );
  });

  it('are never negative, never 0 because of missing samples, and rates are at most 1', () => {
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

describe('the median of any values', () => {
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
