import { resolve } from 'node:path';
import { loadManifests } from '#libs/manifest';
import { createDatabase } from '#libs/stand-ins';
import { adminUrl, databasePassword } from './secret-files.ts';

const manifests = loadManifests(resolve(import.meta.dirname, '../../../..'));
for (const { name } of manifests.filter(({ database }) => database)) {
  await createDatabase(adminUrl(), name, databasePassword({ name }));
  console.log(`${name} has a database`);
}
