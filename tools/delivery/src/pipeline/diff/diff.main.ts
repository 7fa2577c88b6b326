import { resolve } from 'node:path';
import { stages } from '#infra';
import { runCommand } from '#libs/command-line';
import { publishReport } from '#libs/github';
import { Git } from '../../changes/git.ts';
import { synthesize, withCheckout } from './synthesize.ts';
import { type StageDiff, diffStage, renderDiff } from './template-diff.ts';

await runCommand(
  {
    name: 'npm run ci:diff',
    help: 'Prints how the templates of each stage differ from the base, first the resources that are replaced or deleted.',
    options: {
      base: { type: 'string', required: true, value: 'REVISION', help: 'the revision to compare with' },
      pull: { type: 'string', value: 'NUMBER', help: 'post the report as a comment on this pull request' },
    },
  },
  async (values) => {
    const root = resolve(import.meta.dirname, '../../../../..');
    const git = new Git(root);
    const base = await git.mergeBase(await git.resolve(values.base), 'HEAD');
    const diffs = await withCheckout(root, base, async (before) => {
      const found: StageDiff[] = [];
      for (const stage of Object.keys(stages))
        found.push(diffStage(stage, await synthesize(before, { stage }), await synthesize(root, { stage })));
      return found;
    });
    const text = renderDiff(diffs, await git.filesBetween(base, 'HEAD'));
    const isNews = diffs.some(({ stacks }) => stacks.length > 0);
    await publishReport({ topic: 'infrastructure', text, isNews }, values.pull);
  },
);
