import { textTable } from '#libs/command-line';
import type { DeploymentAttempt } from '#libs/github';
import type { Figures, Period, ServiceFigures } from './figures.ts';
import { formatDuration, formatTime } from './format.ts';
import { IDEA_TO_CODE, METRICS, type Metric, textOf } from './metrics.ts';
import type { Week } from './weeks.ts';

export interface Report {
  readonly stage: string;
  readonly period: Period;
  readonly services: readonly ServiceFigures[];
  /** All services together. */
  readonly total: Figures;
  /** All services together, oldest week first. */
  readonly weeks: readonly Week[];
  readonly unfinished: readonly DeploymentAttempt[];
}

export type Format = 'table' | 'json' | 'markdown';

const TOTAL = 'all services';
const LEGEND = `In brackets: the number of samples (${METRICS.map(({ counts }) => counts).join(', ')}). Times are medians; below five samples there is no figure.`;

export function render(report: Report, format: Format): string {
  if (format === 'json') return JSON.stringify(report, null, 2);
  const isMarkdown = format === 'markdown';
  const table = isMarkdown ? markdownTable : textTable;
  const { stage, period } = report;
  const title = `Delivery to ${stage}, ${formatTime(period.since)} to ${formatTime(period.until)}`;
  const notes = [...notesOf(report), LEGEND];
  return [
    isMarkdown ? `### ${title}` : title,
    '',
    table(rowsOf(report, METRICS)),
    '',
    'Not a metric of DORA:',
    '',
    table(rowsOf(report, [IDEA_TO_CODE])),
    '',
    ...(isMarkdown ? notes.map((note) => `- ${escapeMarkdown(note)}`) : notes),
  ].join('\n');
}

export function namedFigures({ services, total }: Report): [name: string, figures: Figures][] {
  return [...services.map((figures): [string, Figures] => [figures.service, figures]), [TOTAL, total]];
}

/**
 * Lists failures that are still open, attempts without an outcome, and operations that no deployment serves
 * yet.
 */
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

function rowsOf(report: Report, metrics: readonly Metric[]): string[][] {
  const rows = namedFigures(report).map(([name, figures]) => [
    name,
    ...metrics.map((metric) => `${textOf(metric, figures)} (${metric.figure(figures).samples})`),
  ]);
  return [['service', ...metrics.map(({ column }) => column)], ...rows];
}

function age(since: Date, { until }: Period): string {
  return formatDuration(until.getTime() - since.getTime());
}

function markdownTable([headings = [], ...rows]: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [headings, headings.map(() => '---'), ...rows].map(line).join('\n');
}

function escapeMarkdown(text: string): string {
  return text.replace(/[|<>\\`*_]/g, (character) => `\\${character}`).replace(/\s+/g, ' ');
}
