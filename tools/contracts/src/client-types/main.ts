import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { loadManifests } from '#libs/manifest';
import { staleFiles, writeFiles } from './generated-files.ts';

const root = resolve(import.meta.dirname, '../../../..');
const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });

const services = loadManifests(root).map(({ name }) => name);
if (!values.check) {
  await writeFiles(root, services);
} else {
  for (const name of await staleFiles(root, services)) {
    console.error(`libs/api-client/src/generated/${name} is not what the contracts say: npm run api-client`);
    process.exitCode = 1;
  }
}
