import { resolve } from 'node:path';
import { loadManifests } from '#libs/manifest';
import { pascalCase } from './naming.ts';

/** For runbooks: a line per service, callees first: its name, and its name as it stands in those of stacks. */
for (const { name } of loadManifests(resolve(import.meta.dirname, '../..'))) {
  process.stdout.write(`${name} ${pascalCase(name)}\n`);
}
