import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { connectToGitHub, gitHubSettings, postComment } from '#tools/delivery';
import { exampleChanges } from './example-changes.ts';
import { compareWithBase } from '../breaking-changes/compare-with-base.ts';
import { markdownReport } from './markdown-report.ts';

const root = resolve(import.meta.dirname, '../../../..');
try {
  const { values } = parseArgs({
    options: { base: { type: 'string', default: 'origin/main' }, pull: { type: 'string' } },
  });
  const { changes, before, after, base } = await compareWithBase(root, values.base);
  const examples = exampleChanges(before, after);
  const report = [markdownReport(changes, examples), base].join('\n\n');
  console.log(report);
  if (values.pull !== undefined)
    await postComment(connectToGitHub(gitHubSettings(process.env)), values.pull, {
      topic: 'contracts',
      text: report,
      isNews: changes.length + examples.length > 0,
    });
} catch (error) {
  console.error(`✖ ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
