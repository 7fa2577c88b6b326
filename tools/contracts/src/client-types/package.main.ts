import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { buildPackage } from './build-package.ts';

const root = resolve(import.meta.dirname, '../../../..');
const { values } = parseArgs({
  options: { out: { type: 'string', default: join(root, 'dist', 'libs', 'api-client') } },
});

await buildPackage(root, resolve(values.out));
