import { formatDuration, formatTime, round } from './duration.ts';
import type { Figure, Period, ServiceFigures } from './figures.ts';

export interface Report {
  readonly stage: string;
  readonly period: Period;
  readonly services: readonly ServiceFigures[];
}

export type Format = 'table' | 'json' | 'markdown';

const HEADINGS = [
  'service',
  'deployments',
  'lead time',
  'change failures',
  'time to recovery',
  'idea to code',
] as const;

const NOT_ENOUGH = 'insufficient data';

/** Renders the figures as a terminal table, as JSON or as Markdown. */
export function render(report: Report, format: Format): string {
  if (format === 'json') return JSON.stringify(toJson(report), null, 2);
  const rows = report.services.map((figures) => cellsOf(figures));
  const table = format === 'markdown' ? markdownTable(rows) : textTable(rows);
  const title = titleOf(report);
  return [
    format === 'markdown' ? `### ${title}` : title,
    '',
    table,
    '',
    ...paragraphs(notes(report), format),
  ].join('\n');
}

function titleOf({ stage, period }: Report): string {
  return `Delivery to ${stage}, ${formatTime(period.since)} to ${formatTime(period.until)}`;
}

function cellsOf(figures: ServiceFigures): string[] {
  const { service, deploymentFrequency, leadTime, changeFailureRate, timeToRecovery, ideaToCode } = figures;
  return [
    service,
    cell(deploymentFrequency, perWeek),
    cell(leadTime, formatDuration),
    cell(changeFailureRate, percent),
    cell(timeToRecovery, formatDuration),
    cell(ideaToCode, formatDuration),
  ];
}

function cell(figure: Figure, format: (value: number) => string): string {
  return `${textOf(figure, format)} (${figure.samples})`;
}

function textOf({ value }: Figure, format: (value: number) => string): string {
  return value === null ? NOT_ENOUGH : format(value);
}

function perWeek(value: number): string {
  return value < 1 ? `${value.toFixed(2)} / week` : `${round(value)} / week`;
}

function percent(value: number): string {
  return `${round(value * 100)} %`;
}

/** Notes below the table. */
function notes({ services, period }: Report): string[] {
  const open = services.flatMap(({ service, openFailures }) =>
    openFailures.map(({ sha, ended_at, reason }) => {
      const endedAt = new Date(ended_at);
      const age = formatDuration(period.until.getTime() - endedAt.getTime());
      return `${service}: not recovered from the deployment of ${sha.slice(0, 7)} that ended ${formatTime(endedAt)}, ${age} ago: ${reason}`;
    }),
  );
  const waiting = services
    .filter(({ waitingIdeas }) => waitingIdeas.length > 0)
    .map(({ service, waitingIdeas }) => `${service}: not served yet: ${waitingIdeas.join(', ')}`);
  return [
    ...open,
    ...waiting,
    'In brackets: the number of samples (deployments, commits, deployments, recoveries, operations). Times are medians; below five samples there is no figure.',
  ];
}

function paragraphs(lines: readonly string[], format: Format): string[] {
  return format === 'markdown' ? lines.map((line) => `- ${escape(line)}`) : [...lines];
}

function textTable(rows: readonly (readonly string[])[]): string {
  const all: readonly (readonly string[])[] = [HEADINGS, ...rows];
  const widths = HEADINGS.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  return all
    .map((row) =>
      row
        .map((text, column) => text.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function markdownTable(rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(escape).join(' | ')} |`;
  return [line(HEADINGS), line(HEADINGS.map(() => '---')), ...rows.map(line)].join('\n');
}

function escape(text: string): string {
  return text.replace(/[|<>\\`*_]/g, (character) => `\\${character}`).replace(/\s+/g, ' ');
}

function toJson({ stage, period, services }: Report): object {
  return {
    stage,
    since: period.since.toISOString(),
    until: period.until.toISOString(),
    services: services.map((figures) => ({
      service: figures.service,
      deployment_frequency: {
        per_week: figures.deploymentFrequency.value,
        ...described(figures.deploymentFrequency, perWeek),
      },
      lead_time_for_changes: duration(figures.leadTime),
      change_failure_rate: {
        rate: figures.changeFailureRate.value,
        failed: figures.changeFailureRate.failed,
        ...described(figures.changeFailureRate, percent),
      },
      time_to_recovery: {
        ...duration(figures.timeToRecovery),
        open: figures.openFailures.map(({ sha, ended_at, reason }) => ({ sha, failed_at: ended_at, reason })),
      },
      idea_to_code: { ...duration(figures.ideaToCode), waiting: figures.waitingIdeas },
    })),
  };
}

function duration(figure: Figure): object {
  return { median_ms: figure.value, ...described(figure, formatDuration) };
}

function described(figure: Figure, format: (value: number) => string): { text: string; samples: number } {
  return { text: textOf(figure, format), samples: figure.samples };
}
