import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { loadManifests } from '#libs/manifest';
import { isUpToDate, writeComposeFile } from './compose-file.ts';

const root = resolve(import.meta.dirname, '../../../..');
const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });

const manifests = loadManifests(root);
if (!values.check) {
  await writeComposeFile(root, manifests);
} else if (!(await isUpToDate(root, manifests))) {
  console.error('docker-compose.yml is not what the manifests say: npm run compose');
  process.exitCode = 1;
}
