import { resolve } from 'node:path';
import { stages } from '#infra';
import { runCommand } from '#libs/command-line';
import { requireSha } from './arguments.ts';
import { bakeArguments, bakeFile, withFile } from './aws/docker-images.ts';
import { checksOf, mergedChecksOf, servicesWithOtherImage } from './checks.ts';
import { mustRun, runnerIn } from './command.ts';
import { readServices } from './content/content.ts';
import { openWorkspace } from './delivery-run.ts';
import { withCheckout } from './diff/synthesize.ts';

const root = resolve(import.meta.dirname, '../../../..');
const run = runnerIn(root);

await runCommand(
  {
    name: 'npm run ci:pr',
    help: 'Runs the checks of a pull request for what changed since the base.',
    options: {
      base: {
        type: 'string',
        required: true,
        value: 'SHA',
        help: 'the full sha of the commit to compare with',
      },
      merged: { type: 'boolean', default: false, help: 'run only the checks of a merged commit (ci:main)' },
      images: { type: 'boolean', default: false, help: 'build only the images that differ (ci:images)' },
    },
  },
  async (values) => {
    const base = requireSha(values.base);
    if (values.images) return buildImages(base);
    const checks = values.merged ? mergedChecksOf(base) : checksOf(base, Object.keys(stages));
    for (const { command, args } of checks) await mustRun(run, command, args);
  },
);

async function buildImages(base: string): Promise<void> {
  const { git } = openWorkspace(root);
  const head = await git.resolve('HEAD');
  const before = await withCheckout(root, await git.mergeBase(base, head), readServices);
  const changed = servicesWithOtherImage(before, await readServices(root));
  if (changed.length === 0) return;
  const file = bakeFile(changed, head, () => ({ output: ['type=cacheonly'] }));
  await withFile(file, (path) => mustRun(run, 'docker', bakeArguments(path)));
}
