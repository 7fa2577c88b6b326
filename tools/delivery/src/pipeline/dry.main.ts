import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { dryRun } from './dry-run.ts';
import { servicesTemplatedAnew } from './infrastructure.ts';
import { projectsOfFiles } from './recording/projects-of-files.ts';
import { stageSettings } from './stage-settings.ts';
import { type Workspace, openWorkspace } from './workspace.ts';

async function changedByFiles({ root, manifests }: Workspace, files: readonly string[]) {
  return new Set([...(await projectsOfFiles(root, files)), ...servicesTemplatedAnew(files, manifests)]);
}

try {
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
    throw new Error('Say what changed: --changed <files>, or --base <commit> for all that came since');
  const changed =
    base === undefined
      ? await changedByFiles(workspace, [...(files?.split(',') ?? []), ...positionals])
      : await affectedDeployments.between(await git.resolve(base), sha);
  for (const line of await dryRun({ stage, sha, manifests, changed })) console.log(line);
} catch (error) {
  console.error(`✖ ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
