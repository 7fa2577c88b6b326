import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { loadManifests } from '#libs/manifest';
import { isUpToDate, writeDocument } from './document-file.ts';

const root = resolve(import.meta.dirname, '../../../..');
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { check: { type: 'boolean', default: false } },
});

const manifests = loadManifests(root).filter(
  ({ name }) => positionals.length === 0 || positionals.includes(name),
);
for (const manifest of manifests) {
  if (!values.check) {
    await writeDocument(root, manifest);
  } else if (!(await isUpToDate(root, manifest))) {
    console.error(
      `libs/contracts/${manifest.name}/openapi.yaml is not what its contract says: npm run openapi`,
    );
    process.exitCode = 1;
  }
}
