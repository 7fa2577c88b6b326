import { resolve } from 'node:path';
import { runCommand } from '#libs/command-line';
import { type StageSettings, stageSettings } from './arguments.ts';
import { type CommitContent, hashTemplates, readServices } from './content/content.ts';
import { openWorkspace } from './delivery-run.ts';
import { synthesize, withCheckout } from './diff/synthesize.ts';
import { dryRun } from './dry-run.ts';
import { promotedFrom } from './promotion.ts';

const root = resolve(import.meta.dirname, '../../../..');

await runCommand(
  {
    name: 'npm run ci:dry',
    help: 'Lists the steps of deploying the files in this folder, uncommitted ones included, to a stage that runs the base.',
    options: {
      base: { type: 'string', default: 'main', value: 'REVISION', help: 'the revision that the stage runs' },
      stage: { type: 'string', default: 'dev', help: 'dev or production' },
    },
  },
  async (values) => {
    const settings = stageSettings(values.stage, process.env);
    const source = promotedFrom(settings.stage.name);
    const stages = [settings, ...(source ? [stageSettings(source, process.env)] : [])];
    const { git } = openWorkspace(root);
    const base = await git.mergeBase(await git.resolve(values.base), 'HEAD');
    const before = await withCheckout(root, base, (folder) => readContent(folder, stages));
    const after = await readContent(root, stages);
    const lines = await dryRun({ stage: settings.stage, sha: await git.resolve('HEAD'), before, after });
    for (const line of lines) console.log(line);
  },
);

async function readContent(folder: string, stages: readonly StageSettings[]): Promise<CommitContent> {
  const templates: Record<string, Record<string, string>> = {};
  for (const { stage, context } of stages)
    templates[stage.name] = hashTemplates(await synthesize(folder, context));
  return { services: await readServices(folder), templates };
}
