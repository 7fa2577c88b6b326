import type { DeploymentAttempt } from '../records/record.ts';
import { formatDuration, formatTime, round } from './duration.ts';
import type { Figure, Figures, Period, Rate, ServiceFigures } from './figures.ts';
import type { Week } from './weeks.ts';

export interface Report {
  readonly stage: string;
  readonly period: Period;
  readonly services: readonly ServiceFigures[];
  /** All services together. */
  readonly total: Figures;
  /** All services together. Oldest first. */
  readonly weeks: readonly Week[];
  readonly unfinished: readonly DeploymentAttempt[];
}

export type Format = 'table' | 'json' | 'markdown';

export const TOTAL = 'all services';
const HEADINGS = [
  'service',
  'deployments',
  'lead time',
  'change fail rate',
  'recovery time',
  'rework rate',
] as const;
const IDEA_HEADINGS = ['service', 'idea to code'] as const;

const LEGEND =
  'In brackets: the number of samples (successful deployments, changes, deployments that reached users, recoveries, deployments and rollbacks that reached users, operations). Times are medians; below five samples there is no figure.';
const NOT_ENOUGH = 'insufficient data';

type Row = readonly string[];

/** Renders the figures as a terminal table, as JSON or as Markdown. */
export function render(report: Report, format: Format): string {
  if (format === 'json') return JSON.stringify(toJson(report), null, 2);
  const table = format === 'markdown' ? markdownTable : textTable;
  const named = [
    ...report.services.map((figures) => ({ name: figures.service, figures })),
    { name: TOTAL, figures: report.total },
  ];
  const title = titleOf(report);
  return [
    format === 'markdown' ? `### ${title}` : title,
    '',
    table(
      HEADINGS,
      named.map(({ name, figures }) => [name, ...doraCells(figures)]),
    ),
    '',
    'Not a metric of DORA:',
    '',
    table(
      IDEA_HEADINGS,
      named.map(({ name, figures }) => [name, cell(figures.ideaToCode, formatDuration)]),
    ),
    '',
    ...paragraphs([...notesOf(report), LEGEND], format),
  ].join('\n');
}

function titleOf({ stage, period }: Report): string {
  return `Delivery to ${stage}, ${formatTime(period.since)} to ${formatTime(period.until)}`;
}

function doraCells({
  deploymentFrequency,
  leadTime,
  changeFailRate,
  recoveryTime,
  reworkRate,
}: Figures): string[] {
  return [
    cell(deploymentFrequency, perWeek),
    cell(leadTime, formatDuration),
    cell(changeFailRate, percent),
    cell(recoveryTime, formatDuration),
    cell(reworkRate, percent),
  ];
}

function cell(figure: Figure, format: (value: number) => string): string {
  return `${textOf(figure, format)} (${figure.samples})`;
}

/** Formats a figure, or says that there are too few samples. */
export function textOf({ value }: Figure, format: (value: number) => string): string {
  return value === null ? NOT_ENOUGH : format(value);
}

export function perWeek(value: number): string {
  return value < 1 ? `${value.toFixed(2)} / week` : `${round(value)} / week`;
}

export function percent(value: number): string {
  return `${round(value * 100)} %`;
}

/** What is open: failures, attempts without an outcome, and operations that are not served yet. */
export function notesOf({ services, period, unfinished }: Report): string[] {
  const open = services.flatMap(({ service, openFailures }) =>
    openFailures.map(
      ({ sha, since, reason }) =>
        `${service}: ${sha.slice(0, 7)} hurts users since ${formatTime(since)}, ${age(since, period)}: ${reason}`,
    ),
  );
  const running = unfinished.map(
    ({ service, sha, kind, started_at }) =>
      `${service}: the ${kind} of ${sha.slice(0, 7)} that started ${formatTime(new Date(started_at))}, ${age(new Date(started_at), period)} ago, has no outcome: it runs or was killed`,
  );
  const waiting = services
    .filter(({ waitingIdeas }) => waitingIdeas.length > 0)
    .map(({ service, waitingIdeas }) => `${service}: not served yet: ${waitingIdeas.join(', ')}`);
  return [...open, ...running, ...waiting];
}

function age(since: Date, { until }: Period): string {
  return formatDuration(until.getTime() - since.getTime());
}

function paragraphs(lines: readonly string[], format: Format): string[] {
  return format === 'markdown' ? lines.map((line) => `- ${escape(line)}`) : [...lines];
}

function textTable(headings: Row, rows: readonly Row[]): string {
  const all = [headings, ...rows];
  const widths = headings.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  return all
    .map((row) =>
      row
        .map((text, column) => text.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function markdownTable(headings: Row, rows: readonly Row[]): string {
  const line = (cells: Row): string => `| ${cells.map(escape).join(' | ')} |`;
  return [line(headings), line(headings.map(() => '---')), ...rows.map(line)].join('\n');
}

function escape(text: string): string {
  return text.replace(/[|<>\\`*_]/g, (character) => `\\${character}`).replace(/\s+/g, ' ');
}

function toJson({ stage, period, services, total, unfinished }: Report): object {
  return {
    stage,
    since: period.since.toISOString(),
    until: period.until.toISOString(),
    services: services.map((figures) => ({
      service: figures.service,
      ...figuresJson(figures),
      open_failures: figures.openFailures.map(({ sha, since, reason }) => ({
        sha,
        since: since.toISOString(),
        reason,
      })),
      waiting_ideas: figures.waitingIdeas,
    })),
    total: figuresJson(total),
    unfinished: unfinished.map(({ service, sha, kind, started_at }) => ({ service, sha, kind, started_at })),
  };
}

function figuresJson(figures: Figures): object {
  return {
    deployment_frequency: {
      per_week: figures.deploymentFrequency.value,
      ...described(figures.deploymentFrequency, perWeek),
    },
    lead_time_for_changes: duration(figures.leadTime),
    change_fail_rate: { ...rate(figures.changeFailRate), failed: figures.changeFailRate.counted },
    failed_deployment_recovery_time: duration(figures.recoveryTime),
    deployment_rework_rate: { ...rate(figures.reworkRate), unplanned: figures.reworkRate.counted },
    idea_to_code: duration(figures.ideaToCode),
  };
}

function rate(figure: Rate): object {
  return { rate: figure.value, ...described(figure, percent) };
}

function duration(figure: Figure): object {
  return { median_ms: figure.value, ...described(figure, formatDuration) };
}

function described(figure: Figure, format: (value: number) => string): { text: string; samples: number } {
  return { text: textOf(figure, format), samples: figure.samples };
}
