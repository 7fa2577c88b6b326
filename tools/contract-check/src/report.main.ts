import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { loadManifests } from '#libs/manifest';
import { markdownReport } from './markdown-report.ts';
import { documentsAt, documentsHere } from './read-documents.ts';
import { serviceChanges } from './service-changes.ts';

const root = resolve(import.meta.dirname, '../../..');
try {
  const { values } = parseArgs({ options: { base: { type: 'string', default: 'origin/main' } } });
  const manifests = loadManifests(root);
  const before = await documentsAt(root, values.base);
  const after = documentsHere(root, manifests);
  console.log(markdownReport(serviceChanges(before, after, manifests), before, after));
} catch (error) {
  console.error(`✖ ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
