import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { projectsOfFiles } from '../changes/affected-projects.ts';
import { runMain } from '../run-main.ts';
import { servicesWithChangedTemplates } from './affected-deployments.ts';
import { stageSettings } from './arguments.ts';
import { dryRun } from './dry-run.ts';
import { type Workspace, openWorkspace } from './workspace.ts';

async function changedByFiles({ root, manifests }: Workspace, files: readonly string[]) {
  return new Set([
    ...(await projectsOfFiles(root, files)),
    ...servicesWithChangedTemplates(files, manifests),
  ]);
}

await runMain(async () => {
  const { values, positionals } = parseArgs({
    options: {
      changed: { type: 'string' },
      base: { type: 'string' },
      stage: { type: 'string', default: 'dev' },
    },
    allowPositionals: true,
  });
  const { stage } = stageSettings(values.stage, process.env);
  const workspace = openWorkspace(resolve(import.meta.dirname, '../../../..'));
  const { manifests, git, affectedDeployments } = workspace;
  const sha = await git.resolve('HEAD');
  const { base, changed: files } = values;
  if ((base === undefined) === (files === undefined))
    throw new Error('Pass --changed <files>, or --base <commit> for all changes since that commit');
  const changed =
    base === undefined
      ? await changedByFiles(workspace, [...(files?.split(',') ?? []), ...positionals])
      : await affectedDeployments.between(await git.resolve(base), sha);
  for (const line of await dryRun({ stage, sha, manifests, changed })) console.log(line);
});
