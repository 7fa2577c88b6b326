import { resolve } from 'node:path';
import { BASE_OPTION, runCommand } from '#libs/command-line';
import { publishReport } from '#libs/github';
import { findBase, runGit } from '#tools/contracts';
import { previewBrief } from './preview-brief.ts';

const TEMPLATE = 'briefs/TEMPLATE.yaml';
const root = resolve(import.meta.dirname, '../../../..');

await runCommand(
  {
    name: 'npm run ci:briefs',
    help: 'Shows the operation, or why there is none, for each brief that changed since the base.',
    options: {
      base: BASE_OPTION,
      pull: { type: 'string', value: 'NUMBER', help: 'post the preview as a comment on this pull request' },
    },
  },
  async ({ base, pull }) => {
    const briefs = await changedBriefs(base);
    const sections: string[] = [];
    for (const brief of briefs) sections.push(await previewBrief(root, brief));
    const text = ['## Briefs', ...(sections.length > 0 ? sections : ['No brief changed.'])].join('\n\n');
    await publishReport({ topic: 'briefs', text, isNews: briefs.length > 0 }, pull);
  },
);

async function changedBriefs(revision: string): Promise<string[]> {
  const { commit } = await findBase(root, revision);
  const changed = await runGit(
    root,
    ...['diff', '--name-only', '--diff-filter=d', '-z', commit, '--', 'briefs/*.yaml'],
  );
  return changed.split('\0').filter((file) => file !== '' && file !== TEMPLATE);
}
