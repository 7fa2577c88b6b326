import { resolve } from 'node:path';
import { loadManifests } from '#libs/manifest';
import { pascalCase } from './naming.ts';

/** Prints, for runbooks, the name of each service and the prefix of its stacks, with callees before their callers. */
for (const { name } of loadManifests(resolve(import.meta.dirname, '../..'))) {
  process.stdout.write(`${name} ${pascalCase(name)}\n`);
}
