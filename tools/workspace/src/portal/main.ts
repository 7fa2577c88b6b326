import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runCommand } from '#libs/command-line';
import { openRecords } from '#libs/github';
import { allStageSettings } from '#tools/delivery';
import { deploymentsTo, noRecords } from '#tools/screens';
import { collectPortalData } from './collect-portal-data.ts';

const STAGE = 'production';
const root = resolve(import.meta.dirname, '../../../..');

await runCommand(
  {
    name: 'npm run portal',
    help: `Collects what the developer portal shows: manifests, contracts, screens, test results, the contracts' history and, with
GITHUB_TOKEN, deployments. Writes data.json, openapi.json and figures.html. CDK_CONTEXT_DEV and CDK_CONTEXT_PRODUCTION
name the regions of the links to the AWS console.`,
    options: {
      out: {
        type: 'string',
        default: join(root, 'dist/apps/web/portal'),
        value: 'FOLDER',
        help: 'the folder to write to',
      },
    },
  },
  async ({ out: folder }) => {
    const { env } = process;
    const deployments = env.GITHUB_TOKEN ? deploymentsTo(STAGE, openRecords(env)) : noRecords;
    const { data, document, figures } = await collectPortalData(root, {
      deployments,
      stage: STAGE,
      stages: allStageSettings(env).map(({ stage: { name }, region }) => ({ name, region })),
      repository: env.GITHUB_REPOSITORY,
      commits: 20,
    });
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'openapi.json'), JSON.stringify(document));
    writeFileSync(join(folder, 'figures.html'), figures);
    writeFileSync(join(folder, 'data.json'), JSON.stringify(data));
  },
);
