import { parseArgs } from 'node:util';
import type { DeploymentRecords } from '../records/deployment-records.ts';
import type { DeploymentRecord } from '../records/record.ts';
import { parseSince } from './duration.ts';
import { figuresOf, serviceFigures } from './figures.ts';
import { type IdeaSources, readIdeas } from './ideas.ts';
import type { Format, Report } from './report.ts';
import { type Idea, mergeSamples, samplesOf } from './samples.ts';
import { weeksOf } from './weeks.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/**
 * Records are read from this long before the period: a deployment may cause an incident months later, and a change that was
 * rolled back is listed again when it is deployed again.
 */
const LOOK_BACK_MS = 90 * DAY_MS;

export const DORA_USAGE = `Prints the delivery figures: the five metrics of DORA, and the time from idea to code.

npm run dora -- --since 90d

--since <start>    the start of the period: 90d, 12w or 2026-06-15. By default 90d
--stage <name>     by default production
--service <name>   only one service
--markdown         print Markdown instead of a table
--json             print JSON instead of a table
--html <file>      write a page with charts
--sample           use invented records, for a first look
--records <file>   a file of records. By default they come from GitHub Deployments, and GITHUB_REPOSITORY and GITHUB_TOKEN
                   say which. Deployments older than 90 days come from .local/deployments.json after the first time;
                   delete the file if an incident of one was reported since
--help             show this text

What the figures mean: docs/adr/0087-the-delivery-figures-are-doras-five-metrics.md`;

export interface DoraOptions {
  readonly stage: string;
  readonly since: Date;
  readonly format: Format;
  readonly service?: string | undefined;
  /** A file of records. By default they come from GitHub Deployments. */
  readonly records?: string | undefined;
  /** The file to write the page to. */
  readonly html?: string | undefined;
  /** Whether to use invented records. */
  readonly sample: boolean;
}

export interface ServiceOperations {
  readonly service: string;
  readonly operations: readonly string[];
}

/** Parses the command line. Throws an Error that says what to write. */
export function parseDoraArguments(args: readonly string[], now: Date): DoraOptions | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      since: { type: 'string', default: '90d' },
      stage: { type: 'string', default: 'production' },
      service: { type: 'string' },
      records: { type: 'string' },
      html: { type: 'string' },
      sample: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      markdown: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  if (values.json && values.markdown) throw new Error('Choose one of --json and --markdown');
  return {
    stage: values.stage,
    since: parseSince(values.since, now),
    format: values.json ? 'json' : values.markdown ? 'markdown' : 'table',
    service: values.service,
    records: values.records,
    html: values.html,
    sample: values.sample,
  };
}

/** Reads the records and the history and computes the figures of each service and of all together, up to now. */
export async function reportDelivery(
  { stage, since }: Pick<DoraOptions, 'stage' | 'since'>,
  services: readonly ServiceOperations[],
  sources: {
    readonly records: Pick<DeploymentRecords, 'history' | 'attemptOf'>;
    readonly git: IdeaSources;
    readonly now: Date;
  },
): Promise<Report> {
  const { records, git, now } = sources;
  const { finished, unfinished } = await records.history({
    stage,
    since: new Date(since.getTime() - LOOK_BACK_MS),
  });
  const ideas: Idea[] = [];
  for (const { service, operations } of services) {
    const before = await versionBefore(service, finished, since, records);
    ideas.push(...(await readIdeas(service, operations, [...before, ...finished], git)));
  }
  const names = services.map(({ service }) => service);
  return {
    ...computeReport(names, finished, ideas, { stage, period: { since, until: now } }),
    unfinished: unfinished.filter(({ service }) => names.includes(service)),
  };
}

/**
 * The version that ran before the first record of a service, if that record is in the period. Otherwise the operations of that
 * version would look as if the first record served them first.
 */
async function versionBefore(
  service: string,
  history: readonly DeploymentRecord[],
  since: Date,
  records: Pick<DeploymentRecords, 'attemptOf'>,
): Promise<DeploymentRecord[]> {
  const first = history.find((record) => record.service === service && record.result === 'success');
  if (!first || first.previous_sha === null || Date.parse(first.ended_at) < since.getTime()) return [];
  const before = await records.attemptOf(first.stage, service, first.previous_sha);
  return before ? [{ ...before, kind: 'deployment', result: 'success', ended_at: before.started_at }] : [];
}

/** Computes a report from records and ideas. */
export function computeReport(
  services: readonly string[],
  records: readonly DeploymentRecord[],
  ideas: readonly Idea[],
  { stage, period }: Pick<Report, 'stage' | 'period'>,
): Omit<Report, 'unfinished'> {
  const samples = mergeSamples(services.map((service) => samplesOf(service, records, ideas, period.until)));
  return {
    stage,
    period,
    services: services.map((service) => serviceFigures(service, records, ideas, period)),
    total: figuresOf(samples, period),
    weeks: weeksOf(samples, period),
  };
}
