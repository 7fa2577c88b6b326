import { type Period, isIn, median } from './figures.ts';
import type { Duration, Samples } from './samples.ts';

const WEEK_MS = 7 * 24 * 60 * 60 * 1000;

/** A week's median (ms) needs only one sample. Without samples, the median is null. */
export interface Week {
  readonly until: Date;
  /**
   * `changes` is the number of deployments that reached users. `failed` is the number of deployments that
   * caused problems for users.
   */
  readonly changes: number;
  readonly failed: number;
  /**
   * `releases` is the number of deployments and rollbacks that reached users. `unplanned` is the number of
   * unplanned releases.
   */
  readonly releases: number;
  readonly unplanned: number;
  readonly leadTime: number | null;
  readonly recoveryTime: number | null;
}

/** Whole weeks are counted back from the end of the period. The oldest week comes first. */
export function weeksOf(samples: Samples, { since, until }: Period): Week[] {
  const count = Math.floor((until.getTime() - since.getTime()) / WEEK_MS);
  return Array.from({ length: count }, (_, index) => {
    const end = until.getTime() - (count - 1 - index) * WEEK_MS;
    return weekOf(samples, { since: new Date(end - WEEK_MS + 1), until: new Date(end) });
  });
}

function weekOf(samples: Samples, week: Period): Week {
  const changes = samples.changes.filter(({ at }) => isIn(week, at));
  const releases = samples.releases.filter(({ at }) => isIn(week, at));
  return {
    until: week.until,
    changes: changes.length,
    failed: changes.filter(({ counts }) => counts).length,
    releases: releases.length,
    unplanned: releases.filter(({ counts }) => counts).length,
    leadTime: medianIn(week, samples.leadTimes),
    recoveryTime: medianIn(week, samples.recoveries),
  };
}

function medianIn(week: Period, durations: readonly Duration[]): number | null {
  return median(durations.filter(({ at }) => isIn(week, at)).map(({ ms }) => ms)) ?? null;
}
