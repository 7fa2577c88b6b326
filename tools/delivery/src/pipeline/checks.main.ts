import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { stages } from '#infra';
import { runMain } from '../run-main.ts';
import { requireOption, requireSha } from './arguments.ts';
import { checksOf, imageChecksOf } from './checks.ts';
import { mustRun, runnerIn } from './command.ts';
import { openWorkspace } from './workspace.ts';

await runMain(async () => {
  const { values } = parseArgs({
    options: { base: { type: 'string' }, images: { type: 'boolean', default: false } },
  });
  const { root, manifests, git, affected } = openWorkspace(resolve(import.meta.dirname, '../../../..'));
  const base = requireSha(requireOption({ base: values.base }, 'base'));
  const head = await git.resolve('HEAD');
  const checks = values.images
    ? imageChecksOf(manifests, await affected.between(base, head), head)
    : checksOf(base, Object.keys(stages));
  const run = runnerIn(root);
  for (const { command, args } of checks) await mustRun(run, command, args);
});
