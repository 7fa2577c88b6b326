import { type Figures, type Period, WEEK_MS, figuresOf } from './figures.ts';
import type { Samples } from './samples.ts';

/** One sample is enough for a figure of a week. */
export interface Week {
  readonly until: Date;
  readonly figures: Figures;
}

/** Whole weeks are counted back from the end of the period. The oldest week comes first. */
export function weeksOf(samples: Samples, { since, until }: Period): Week[] {
  const count = Math.floor((until.getTime() - since.getTime()) / WEEK_MS);
  return Array.from({ length: count }, (_, index) => {
    const end = until.getTime() - (count - 1 - index) * WEEK_MS;
    const week = { since: new Date(end - WEEK_MS + 1), until: new Date(end) };
    return { until: week.until, figures: figuresOf(samples, week, 1) };
  });
}
