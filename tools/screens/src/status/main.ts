import { resolve } from 'node:path';
import { loadContracts } from '#libs/contract-catalog';
import { loadManifests } from '#libs/manifest';
import { readSpecRuns } from '#libs/test-evidence';
import { openExistingRecords } from '#tools/delivery';
import { parseStatusArguments } from './arguments.ts';
import { type Deployments, deploymentsTo, noRecords } from './deployments.ts';
import { operationStatuses } from './operation-status.ts';
import { renderStatuses } from './render.ts';

const root = resolve(import.meta.dirname, '../../../..');

try {
  const { stage, json, records } = parseStatusArguments(process.argv.slice(2));
  const contracts = await loadContracts(loadManifests(root));
  const statuses = await operationStatuses(contracts, readSpecRuns(root), deployments(stage, records));
  console.log(
    json ? JSON.stringify({ stage, operations: statuses }, null, 2) : renderStatuses(statuses, stage),
  );
} catch (error) {
  console.error(`✖ ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}

function deployments(stage: string, file: string | undefined): Deployments {
  if (file === undefined && !process.env.GITHUB_TOKEN) return noRecords;
  return deploymentsTo(stage, openExistingRecords({ file, environment: process.env }));
}
