import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { loadManifests } from '#libs/manifest';

const root = resolve(__dirname, '../../..');

it.each(loadManifests(root))(
  'the image of $name installs the packages that its bundle requires at run time',
  ({ name, database }) => {
    const file = readFileSync(resolve(root, 'dist/apps', name, 'package.json'), 'utf8');
    const { dependencies } = JSON.parse(file) as { dependencies: Record<string, string> };
    // The bundler finds the import of pg, but not the call that loads Swagger UI.
    expect(Object.keys(dependencies)).toEqual(
      expect.arrayContaining(['swagger-ui-dist', ...(database ? ['pg'] : [])]),
    );
  },
);
