import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { stages } from '#infra';
import { Git } from '../../changes/git.ts';
import { connectToGitHub, gitHubSettings } from '../../records/github.ts';
import { postComment } from '../../records/post-comment.ts';
import { runMain } from '../../run-main.ts';
import { requireOption } from '../arguments.ts';
import { synthesize, withCheckout } from './synthesize.ts';
import { type StageDiff, diffStage, renderDiff } from './template-diff.ts';

await runMain(async () => {
  const { values } = parseArgs({ options: { base: { type: 'string' }, pull: { type: 'string' } } });
  const root = resolve(import.meta.dirname, '../../../../..');
  const git = new Git(root);
  const base = await git.mergeBase(await git.resolve(requireOption(values, 'base')), 'HEAD');
  const diffs = await withCheckout(root, base, async (before) => {
    const found: StageDiff[] = [];
    for (const stage of Object.keys(stages))
      found.push(diffStage(stage, await synthesize(before, stage), await synthesize(root, stage)));
    return found;
  });
  const report = renderDiff(diffs, await git.filesBetween(base, 'HEAD'));
  console.log(report);
  if (values.pull !== undefined)
    await postComment(connectToGitHub(gitHubSettings(process.env)), values.pull, {
      topic: 'infrastructure',
      text: report,
      isNews: diffs.some(({ stacks }) => stacks.length > 0),
    });
});
