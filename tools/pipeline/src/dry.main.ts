import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { need } from './arguments.ts';
import { dryRun } from './dry-run.ts';
import { changesInfrastructure } from './infrastructure.ts';
import { projectsOfFiles } from './recording/projects-of-files.ts';
import { stageSettings } from './stage-settings.ts';
import { namesOfServices, openWorkspace } from './workspace.ts';

try {
  const { values, positionals } = parseArgs({
    options: { changed: { type: 'string' }, stage: { type: 'string', default: 'dev' } },
    allowPositionals: true,
  });
  const files = [...need(values, 'changed').split(','), ...positionals];
  const { stage } = stageSettings(values.stage, process.env);
  const workspace = openWorkspace(resolve(import.meta.dirname, '../../..'));
  const { root, manifests, git } = workspace;
  const projects = await projectsOfFiles(root, files);
  const changed = changesInfrastructure(files)
    ? new Set([...projects, ...namesOfServices(workspace)])
    : projects;
  const sha = await git.resolve('HEAD');
  for (const line of await dryRun({ stage, sha, manifests, changed })) console.log(line);
} catch (error) {
  console.error(`✖ ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
