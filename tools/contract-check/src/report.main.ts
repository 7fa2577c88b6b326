import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { loadManifests } from '#libs/manifest';
import { GitHubApi, gitHubSettings, postComment } from '#tools/delivery';
import { findBase, sayBase } from './find-base.ts';
import { markdownReport } from './markdown-report.ts';
import { documentsAt, documentsHere } from './read-documents.ts';
import { serviceChanges } from './service-changes.ts';

const root = resolve(import.meta.dirname, '../../..');
try {
  const { values } = parseArgs({
    options: { base: { type: 'string', default: 'origin/main' }, pull: { type: 'string' } },
  });
  const manifests = loadManifests(root);
  const base = await findBase(root, values.base);
  const before = await documentsAt(root, base.commit);
  const after = documentsHere(root, manifests);
  const changes = serviceChanges(before, after, manifests);
  const report = [markdownReport(changes, before, after), sayBase(base, before.size === 0)].join('\n\n');
  console.log(report);
  if (values.pull !== undefined)
    await postComment(new GitHubApi(gitHubSettings(process.env)), values.pull, {
      topic: 'contracts',
      text: report,
      isNews: changes.length > 0,
    });
} catch (error) {
  console.error(`✖ ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
