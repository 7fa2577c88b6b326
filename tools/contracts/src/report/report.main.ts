import { resolve } from 'node:path';
import { BASE_OPTION, runCommand } from '#libs/command-line';
import { publishReport } from '#libs/github';
import { compareWithBase } from '../breaking-changes/compare-with-base.ts';
import { exampleChanges } from './example-changes.ts';
import { markdownReport } from './markdown-report.ts';

await runCommand(
  {
    name: 'npm run contract:report',
    help: 'Prints the contract changes since the base in plain words, with examples and the affected callers.',
    options: {
      base: BASE_OPTION,
      pull: { type: 'string', value: 'NUMBER', help: 'post the report as a comment on this pull request' },
    },
  },
  async (values) => {
    const root = resolve(import.meta.dirname, '../../../..');
    const { changes, before, after, base } = await compareWithBase(root, values.base);
    const examples = exampleChanges(before, after);
    const text = [markdownReport(changes, examples), base].join('\n\n');
    const isNews = changes.length + examples.length > 0;
    await publishReport({ topic: 'contracts', text, isNews }, values.pull);
  },
);
