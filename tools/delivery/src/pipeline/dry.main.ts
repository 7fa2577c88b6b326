import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { runMain } from '../run-main.ts';
import { type StageSettings, stageSettings } from './arguments.ts';
import { type CommitContent, hashTemplates, readServices } from './content/content.ts';
import { synthesizeTo, withCheckout } from './diff/synthesize.ts';
import { dryRun } from './dry-run.ts';
import { promotedFrom } from './promotion.ts';
import { openWorkspace } from './workspace.ts';

const root = resolve(import.meta.dirname, '../../../..');

/** Reads the content of the workspace in a folder for these stages. */
async function readContent(folder: string, stages: readonly StageSettings[]): Promise<CommitContent> {
  const templates: Record<string, Record<string, string>> = {};
  for (const { stage, context } of stages) {
    const output = await mkdtemp(join(tmpdir(), 'qred-templates-'));
    templates[stage.name] = hashTemplates(await synthesizeTo(folder, context, output));
    await rm(output, { recursive: true });
  }
  return { services: await readServices(folder), templates };
}

await runMain(async () => {
  const { values } = parseArgs({
    options: { base: { type: 'string', default: 'main' }, stage: { type: 'string', default: 'dev' } },
  });
  const settings = stageSettings(values.stage, process.env);
  const source = promotedFrom(settings.stage.name);
  const stages = [settings, ...(source ? [stageSettings(source, process.env)] : [])];
  const { git } = openWorkspace(root);
  const base = await git.mergeBase(await git.resolve(values.base), 'HEAD');
  const before = await withCheckout(root, base, (folder) => readContent(folder, stages));
  const after = await readContent(root, stages);
  const lines = await dryRun({ stage: settings.stage, sha: await git.resolve('HEAD'), before, after });
  for (const line of lines) console.log(line);
});
