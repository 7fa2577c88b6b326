import { formatDuration, percent, perWeek } from './format.ts';
import type { Figure, Figures } from './figures.ts';

export interface Metric {
  readonly name: string;
  readonly column: string;
  readonly meaning: string;
  /** The noun for the samples, such as `operations`. */
  readonly counts: string;
  readonly figure: (figures: Figures) => Figure;
  readonly format: (value: number) => string;
}

export const METRICS: readonly Metric[] = [
  {
    name: 'Deployment frequency',
    column: 'deployments',
    meaning: 'successful deployments',
    counts: 'deployments',
    figure: ({ deploymentFrequency }) => deploymentFrequency,
    format: perWeek,
  },
  {
    name: 'Change lead time',
    column: 'lead time',
    meaning: 'from the first commit to production, median',
    counts: 'changes',
    figure: ({ leadTime }) => leadTime,
    format: formatDuration,
  },
  {
    name: 'Failed deployment recovery time',
    column: 'recovery time',
    meaning: 'while users suffered, median',
    counts: 'recoveries',
    figure: ({ recoveryTime }) => recoveryTime,
    format: formatDuration,
  },
  {
    name: 'Change fail rate',
    column: 'change fail rate',
    meaning: 'deployments that hurt users',
    counts: 'deployments that reached users',
    figure: ({ changeFailRate }) => changeFailRate,
    format: percent,
  },
  {
    name: 'Deployment rework rate',
    column: 'rework rate',
    meaning: 'deployments because of an incident',
    counts: 'deployments and rollbacks that reached users',
    figure: ({ reworkRate }) => reworkRate,
    format: percent,
  },
];

export const IDEA_TO_CODE: Metric = {
  name: 'Idea to code',
  column: 'idea to code',
  meaning: 'from the first mention of an operation to production, median',
  counts: 'operations',
  figure: ({ ideaToCode }) => ideaToCode,
  format: formatDuration,
};

export function textOf({ figure, format }: Metric, figures: Figures): string {
  const { value } = figure(figures);
  return value === null ? 'insufficient data' : format(value);
}
