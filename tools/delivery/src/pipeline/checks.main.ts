import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { stages } from '#infra';
import { runMain } from '../run-main.ts';
import { requireOption, requireSha } from './arguments.ts';
import { bakeArguments, bakeFile, withFile } from './aws/docker-images.ts';
import { checksOf, mergedChecksOf, servicesWithOtherImage } from './checks.ts';
import { mustRun, runnerIn } from './command.ts';
import { readServices } from './content/content.ts';
import { withCheckout } from './diff/synthesize.ts';
import { openWorkspace } from './workspace.ts';

await runMain(async () => {
  const { values } = parseArgs({
    options: {
      base: { type: 'string' },
      images: { type: 'boolean', default: false },
      merged: { type: 'boolean', default: false },
    },
  });
  const { root, git } = openWorkspace(resolve(import.meta.dirname, '../../../..'));
  const base = requireSha(requireOption({ base: values.base }, 'base'));
  const run = runnerIn(root);
  if (!values.images) {
    const checks = values.merged ? mergedChecksOf(base) : checksOf(base, Object.keys(stages));
    for (const { command, args } of checks) await mustRun(run, command, args);
    return;
  }
  const head = await git.resolve('HEAD');
  const before = await withCheckout(root, await git.mergeBase(base, head), readServices);
  const changed = servicesWithOtherImage(before, await readServices(root));
  if (changed.length === 0) return;
  const file = bakeFile(changed, head, () => ({ output: ['type=cacheonly'] }));
  await withFile(file, (path) => mustRun(run, 'docker', bakeArguments(path)));
});
