import { resolve } from 'node:path';
import { loadManifests } from '#libs/manifest';
import { writeSecretFiles } from './secret-files.ts';

const written = writeSecretFiles(loadManifests(resolve(import.meta.dirname, '../../../..')));
console.log(written.length > 0 ? `made: ${written.join(', ')}` : 'nothing to make');
