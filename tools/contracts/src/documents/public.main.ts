import { resolve } from 'node:path';
import { stringify } from 'yaml';
import { loadManifests } from '#libs/manifest';
import { publicDocument } from './public-document.ts';

const root = resolve(import.meta.dirname, '../../../..');

// Prints the document, so that `npm run --silent openapi:public > api.yaml` writes it.
console.log(stringify(await publicDocument(loadManifests(root)), { aliasDuplicateObjects: false }));
