import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { connectToGitHub, gitHubSettings, postComment } from '#tools/delivery';
import { exampleChanges } from './example-changes.ts';
import { loadUsers } from '../breaking-changes/load-users.ts';
import { findBase, sayBase } from '../breaking-changes/find-base.ts';
import { markdownReport } from './markdown-report.ts';
import { documentsAt, documentsHere } from '../breaking-changes/read-documents.ts';
import { serviceChanges } from '../breaking-changes/service-changes.ts';

const root = resolve(import.meta.dirname, '../../../..');
try {
  const { values } = parseArgs({
    options: { base: { type: 'string', default: 'origin/main' }, pull: { type: 'string' } },
  });
  const users = loadUsers(root);
  const base = await findBase(root, values.base);
  const before = await documentsAt(root, base.commit);
  const after = documentsHere(root, users.manifests);
  const changes = serviceChanges(before, after, users);
  const examples = exampleChanges(before, after);
  const report = [markdownReport(changes, examples), sayBase(base, before.size === 0)].join('\n\n');
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
