import type { DeploymentRecord } from '#libs/github';
import {
  type Duration,
  type Idea,
  type OpenFailure,
  type Release,
  type Samples,
  samplesOf,
} from './samples.ts';

export const WEEK_MS = 7 * 24 * 60 * 60 * 1000;

/** Both ends are included. An event counts in the period in which the event ends. */
export interface Period {
  readonly since: Date;
  readonly until: Date;
}

export interface Figure {
  readonly value: number | null;
  readonly samples: number;
}

/** `value` is a fraction (0 to 1): `counted` divided by `samples`. */
export interface Rate extends Figure {
  readonly counted: number;
}

/** DORA's five metrics and one of our own. Durations are medians (ms). */
export interface Figures {
  readonly deploymentFrequency: Figure;
  /** The time from a change's first commit to the end of its first successful deployment. */
  readonly leadTime: Figure;
  /** Deployments that caused problems for users, divided by the deployments that reached users. */
  readonly changeFailRate: Rate;
  /** The time in which a deployment caused problems for users. */
  readonly recoveryTime: Figure;
  /**
   * Unplanned releases, divided by all releases. Incident fixes and manual rollbacks are unplanned. A release
   * is a deployment or rollback that reached users.
   */
  readonly reworkRate: Rate;
  /** Our own metric: the time from an operation's first mention to the end of its first deployment. */
  readonly ideaToCode: Figure;
}

export interface ServiceFigures extends Figures {
  readonly service: string;
  readonly openFailures: readonly OpenFailure[];
  /** Operations that were mentioned, but are not deployed yet. */
  readonly waitingIdeas: readonly string[];
}

/** `records` contains all records of one stage. */
export function serviceFigures(
  service: string,
  records: readonly DeploymentRecord[],
  ideas: readonly Idea[],
  period: Period,
): ServiceFigures {
  const { openFailures, ...samples } = samplesOf(service, records, ideas, period.until);
  return {
    service,
    ...figuresOf(samples, period),
    openFailures,
    waitingIdeas: ideas
      .filter((idea) => idea.service === service && !idea.servedAt)
      .map(({ operation }) => operation),
  };
}

/** A figure with fewer samples than `enough` is null. */
export function figuresOf(samples: Samples, period: Period, enough = 5): Figures {
  const deployments = samples.deployments.filter((at) => isIn(period, at)).length;
  const figure = (count: number, value: number | null): Figure => ({
    samples: count,
    value: count < enough ? null : value,
  });
  const medianOf = (durations: readonly Duration[]): Figure => {
    const values = durations.filter(({ at }) => isIn(period, at)).map(({ ms }) => ms);
    return figure(values.length, median(values) ?? null);
  };
  const rateOf = (releases: readonly Release[]): Rate => {
    const all = releases.filter(({ at }) => isIn(period, at));
    const counted = all.filter(({ counts }) => counts).length;
    return { ...figure(all.length, counted / all.length), counted };
  };
  return {
    deploymentFrequency: figure(deployments, deployments / weeksIn(period)),
    leadTime: medianOf(samples.leadTimes),
    changeFailRate: rateOf(samples.changes),
    recoveryTime: medianOf(samples.recoveries),
    reworkRate: rateOf(samples.releases),
    ideaToCode: medianOf(samples.ideas),
  };
}

/** If the number of values is even, returns the mean of the two middle values. */
export function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  return upper === undefined || lower === undefined ? undefined : (lower + upper) / 2;
}

export function isIn({ since, until }: Period, time: number): boolean {
  return since.getTime() <= time && time <= until.getTime();
}

function weeksIn({ since, until }: Period): number {
  return (until.getTime() - since.getTime()) / WEEK_MS;
}
