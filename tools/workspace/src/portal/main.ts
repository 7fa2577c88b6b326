import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { allStageSettings, openExistingRecords } from '#tools/delivery';
import { deploymentsTo, noRecords } from '#tools/screens';
import { collectPortalData } from './collect-portal-data.ts';

const STAGE = 'production';
const HELP = `npm run portal [-- --out FOLDER]

Collects what the developer portal shows: manifests, contracts, screens, test results, the contracts' history and, with
GITHUB_TOKEN, deployments. Writes data.json, openapi.json and figures.html into the folder (default: dist/apps/web/portal,
beside the built pages). CDK_CONTEXT_DEV and CDK_CONTEXT_PRODUCTION name the regions of the links to the AWS console.`;

const root = resolve(import.meta.dirname, '../../../..');
const { values } = parseArgs({
  options: {
    help: { type: 'boolean', short: 'h' },
    out: { type: 'string', default: join(root, 'dist/apps/web/portal') },
  },
});

if (values.help) console.log(HELP);
else await write(values.out);

async function write(folder: string): Promise<void> {
  const { env } = process;
  const deployments = env.GITHUB_TOKEN
    ? deploymentsTo(STAGE, openExistingRecords({ file: undefined, environment: env }))
    : noRecords;
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
}
