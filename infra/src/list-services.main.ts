import { resolve } from 'node:path';
import { loadManifests } from '#libs/manifest';
import { pascalCase } from './naming.ts';

/** For runbooks: prints one line per service, callees first, with its name and its stack name prefix. */
for (const { name } of loadManifests(resolve(import.meta.dirname, '../..'))) {
  process.stdout.write(`${name} ${pascalCase(name)}\n`);
}
