import { join, resolve } from 'node:path';
import { runCommand } from '#libs/command-line';
import { buildPackage } from './build-package.ts';

const root = resolve(import.meta.dirname, '../../../..');

await runCommand(
  {
    name: 'npx nx build api-client',
    help: 'Builds the package of @qred/api-client.',
    options: {
      out: {
        type: 'string',
        default: join(root, 'dist', 'libs', 'api-client'),
        value: 'FOLDER',
        help: 'the folder of the package',
      },
    },
  },
  ({ out }) => buildPackage(root, resolve(out)),
);
