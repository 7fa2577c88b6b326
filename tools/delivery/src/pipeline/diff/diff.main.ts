import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { stages } from '#infra';
import { Git } from '../../changes/git.ts';
import { connectToGitHub, gitHubSettings } from '../../records/github.ts';
import { postComment } from '../../records/post-comment.ts';
import { need } from '../arguments.ts';
import { withCheckout } from './checkout.ts';
import { markdownDiff } from './markdown-diff.ts';
import { lockFileNote } from './lock-file-note.ts';
import { type StageChanges, stageChanges } from './stage-changes.ts';
import { synthesize } from './synthesize.ts';

try {
  const { values } = parseArgs({ options: { base: { type: 'string' }, pull: { type: 'string' } } });
  const root = resolve(import.meta.dirname, '../../../../..');
  const git = new Git(root);
  const base = await git.mergeBase(await git.resolve(need(values, 'base')), 'HEAD');
  const changes = await withCheckout(root, base, async (before) => {
    const found: StageChanges[] = [];
    for (const stage of Object.keys(stages))
      found.push(stageChanges(stage, await synthesize(before, stage), await synthesize(root, stage)));
    return found;
  });
  const report = markdownDiff(changes, lockFileNote(await git.filesBetween(base, 'HEAD')));
  console.log(report);
  if (values.pull !== undefined)
    await postComment(connectToGitHub(gitHubSettings(process.env)), values.pull, {
      topic: 'infrastructure',
      text: report,
      isNews: changes.some(({ stacks }) => stacks.length > 0),
    });
} catch (error) {
  console.error(`✖ ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
