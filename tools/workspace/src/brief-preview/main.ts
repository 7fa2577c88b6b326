import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { findBase, runGit } from '#tools/contracts';
import { connectToGitHub, gitHubSettings, postComment } from '#tools/delivery';
import { previewBrief } from './preview-brief.ts';

const HELP = `npm run ci:briefs [-- --base REVISION] [--pull NUMBER]

Shows what each brief that changed since the base leads to. Posts it as a comment on a pull request if its number is given.`;

const TEMPLATE = 'briefs/TEMPLATE.yaml';
const root = resolve(import.meta.dirname, '../../../..');

try {
  const { values } = parseArgs({
    options: {
      help: { type: 'boolean', short: 'h' },
      base: { type: 'string', default: 'origin/main' },
      pull: { type: 'string' },
    },
  });
  if (values.help) console.log(HELP);
  else await preview(values.base, values.pull);
} catch (error) {
  console.error(`✖ ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}

async function preview(revision: string, pull: string | undefined): Promise<void> {
  const briefs = await changedBriefs(revision);
  const sections: string[] = [];
  for (const brief of briefs) sections.push(await previewBrief(root, brief));
  const text = ['## Briefs', ...(sections.length > 0 ? sections : ['No brief changed.'])].join('\n\n');
  console.log(text);
  if (pull !== undefined)
    await postComment(connectToGitHub(gitHubSettings(process.env)), pull, {
      topic: 'briefs',
      text,
      isNews: briefs.length > 0,
    });
}

async function changedBriefs(revision: string): Promise<string[]> {
  const { commit } = await findBase(root, revision);
  const changed = await runGit(
    root,
    ...['diff', '--name-only', '--diff-filter=d', '-z', commit, '--', 'briefs/*.yaml'],
  );
  return changed.split('\0').filter((file) => file !== '' && file !== TEMPLATE);
}
