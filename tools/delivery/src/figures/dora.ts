import { parseArgs } from 'node:util';
import { type DeploymentRecords, withIncidents } from '../records/deployment-records.ts';
import { parseSince } from './duration.ts';
import { figuresOf } from './figures.ts';
import { type IdeaSources, readIdeas } from './ideas.ts';
import type { Format, Report } from './report.ts';

export interface DoraOptions {
  readonly stage: string;
  readonly since: Date;
  readonly format: Format;
  readonly service?: string | undefined;
  /** A file of records. By default they come from GitHub Deployments. */
  readonly records?: string | undefined;
}

export interface ServiceOperations {
  readonly service: string;
  readonly operations: readonly string[];
}

/** Parses the command line. Throws an Error with the usage. */
export function parseDoraArguments(args: readonly string[], now: Date): DoraOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      since: { type: 'string', default: '90d' },
      stage: { type: 'string', default: 'production' },
      service: { type: 'string' },
      records: { type: 'string' },
      json: { type: 'boolean', default: false },
      markdown: { type: 'boolean', default: false },
    },
  });
  if (values.json && values.markdown) throw new Error('Choose one of --json and --markdown');
  return {
    stage: values.stage,
    since: parseSince(values.since, now),
    format: values.json ? 'json' : values.markdown ? 'markdown' : 'table',
    service: values.service,
    records: values.records,
  };
}

/** Reads the records and the history and computes each service's figures up to now. */
export async function reportDelivery(
  { stage, since }: Pick<DoraOptions, 'stage' | 'since'>,
  services: readonly ServiceOperations[],
  sources: { readonly records: DeploymentRecords; readonly git: IdeaSources; readonly now: Date },
): Promise<Report> {
  const { records, git, now } = sources;
  const [all, reported] = await Promise.all([records.list({ stage }), records.incidents({ stage, since })]);
  const history = withIncidents(all, reported);
  const period = { since, until: now };
  const figures = [];
  for (const { service, operations } of services) {
    const ideas = await readIdeas(service, operations, history, git);
    figures.push(figuresOf(service, history, ideas, period));
  }
  return { stage, period, services: figures };
}
