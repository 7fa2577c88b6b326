import { resolve } from 'node:path';
import { stringify } from 'yaml';
import { runCommand } from '#libs/command-line';
import { loadManifests } from '#libs/manifest';
import { publicDocument } from './public-document.ts';

await runCommand(
  {
    name: 'npm run openapi:public',
    help: `Prints the OpenAPI document of all published operations. \`npm run --silent openapi:public > api.yaml\` writes it.`,
    options: {},
  },
  async () => {
    const manifests = loadManifests(resolve(import.meta.dirname, '../../../..'));
    console.log(stringify(await publicDocument(manifests), { aliasDuplicateObjects: false }));
  },
);
