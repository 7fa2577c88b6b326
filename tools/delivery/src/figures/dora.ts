import type { DeploymentRecord, DeploymentRecords } from '#libs/github';
import { figuresOf, serviceFigures } from './figures.ts';
import { type IdeaSources, readIdeas } from './ideas.ts';
import type { Report } from './report.ts';
import { type Idea, mergeSamples, samplesOf } from './samples.ts';
import { weeksOf } from './weeks.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/**
 * Records of 90 days before the period are also read. A deployment may cause an incident months later. A
 * change that was rolled back is in a second record after its next deployment.
 */
const LOOK_BACK_MS = 90 * DAY_MS;

export interface ServiceOperations {
  readonly service: string;
  readonly operations: readonly string[];
}

export async function reportDelivery(
  { stage, since }: { readonly stage: string; readonly since: Date },
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
 * Returns the version that ran before a service's first record in the period. Without that version, all
 * operations in the first record would count as new.
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
