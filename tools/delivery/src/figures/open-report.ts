import { join } from 'node:path';
import { operationsOf } from '#contracts/vocabulary';
import { loadContracts } from '#libs/contract-catalog';
import { openRecords } from '#libs/github';
import { loadManifests } from '#libs/manifest';
import { Git } from '../changes/git.ts';

import { type ServiceOperations, computeReport, reportDelivery } from './dora.ts';
import type { Report } from './report.ts';
import { sampleIdeas, sampleRecords } from './sample-history.ts';

const CACHE_FILE = '.local/deployments.json';

export interface ReportOptions {
  readonly stage: string;
  readonly since: Date;
  readonly service?: string | undefined;
  /** If true, invented records replace GitHub's records. */
  readonly sample: boolean;
}

/**
 * Computes the report of a checkout up to now. Throws an Error if the service does not exist, or if a
 * variable for the records is missing.
 */
export async function openReport(root: string, options: ReportOptions, now: Date): Promise<Report> {
  const services = await servicesOf(root, options.service);
  const names = services.map(({ service }) => service);
  const { stage, since } = options;
  if (options.sample)
    return {
      ...computeReport(names, sampleRecords(names, now), sampleIdeas(names, now), {
        stage,
        period: { since, until: now },
      }),
      unfinished: [],
    };
  const records = openRecords(process.env, join(root, CACHE_FILE));
  return reportDelivery(options, services, { records, git: new Git(root), now });
}

async function servicesOf(root: string, service: string | undefined): Promise<ServiceOperations[]> {
  const manifests = loadManifests(root);
  const selected = manifests.filter(({ name }) => service === undefined || name === service);
  if (selected.length === 0)
    throw new Error(
      `There is no service ${service}. Choose one of ${manifests.map(({ name }) => name).join(', ')}`,
    );
  const contracts = await loadContracts(selected);
  return contracts.map((contract) => ({
    service: contract.name,
    operations: operationsOf(contract)
      .map(({ id }) => id)
      .filter((id) => id !== 'ping'),
  }));
}
