import { resolve } from 'node:path';
import { runCommand } from '#libs/command-line';
import { loadContracts } from '#libs/contract-catalog';
import { openRecords } from '#libs/github';
import { loadManifests } from '#libs/manifest';
import { readSpecRuns } from '#libs/test-evidence';
import { deploymentsTo, noRecords } from './deployments.ts';
import { operationStatuses } from './operation-status.ts';
import { renderStatuses } from './render.ts';

await runCommand(
  {
    name: 'npm run api:status',
    help: `Prints for each operation whether it is designed, mocked, built, tested and deployed. Deployments come from GitHub, if
GITHUB_REPOSITORY and GITHUB_TOKEN are set.`,
    options: {
      stage: { type: 'string', default: 'production', help: 'the stage of the deployments' },
      json: { type: 'boolean', default: false, help: 'print JSON' },
    },
  },
  async ({ stage, json }) => {
    const root = resolve(import.meta.dirname, '../../../..');
    const contracts = await loadContracts(loadManifests(root));
    const deployments = process.env.GITHUB_TOKEN ? deploymentsTo(stage, openRecords(process.env)) : noRecords;
    const statuses = await operationStatuses(contracts, readSpecRuns(root), deployments);
    console.log(
      json ? JSON.stringify({ stage, operations: statuses }, null, 2) : renderStatuses(statuses, stage),
    );
  },
);
