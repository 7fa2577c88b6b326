import { resolve } from 'node:path';
import { loadManifests } from '#libs/manifest';
import { pascalCase } from './naming.ts';

/** For runbooks: prints the name and the stack name prefix of each service, callees before their callers. */
for (const { name } of loadManifests(resolve(import.meta.dirname, '../..'))) {
  process.stdout.write(`${name} ${pascalCase(name)}\n`);
}
