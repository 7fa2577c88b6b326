import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { loadManifests } from '#libs/manifest';

const root = resolve(__dirname, '../../..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const manifests = loadManifests(root);
const drawn = manifests.filter(({ name }) => arrowsFrom('edge').includes(name));

/** Returns the nodes that the arrows from `source` point to, such as `card` or `db[(a database)]`. */
function arrowsFrom(source: string): string[] {
  return [...readme.matchAll(/^ {2}([\w-]+) --(?: .+ --)?> (.+)$/gm)]
    .filter(([, from]) => from === source)
    .flatMap(([, , to = '']) => to.split(' & '));
}

it('the diagram in README.md shows only existing services behind the edge', () => {
  expect(arrowsFrom('edge').sort()).toEqual(drawn.map(({ name }) => name).sort());
  expect(drawn).not.toEqual([]);
});

it.each(drawn)(
  'the diagram in README.md shows the callees, the database and the bucket of $name',
  (manifest) => {
    const { name, calls, database, bucket } = manifest;
    const arrows = arrowsFrom(name);
    expect(arrows.filter((to) => !to.includes('[')).sort()).toEqual([...calls].sort());
    expect(arrows.filter((to) => to.includes('[('))).toEqual(
      database ? [expect.stringContaining(`[(${name})]`)] : [],
    );
    expect(arrows.filter((to) => to.includes('[/'))).toHaveLength(bucket ? 1 : 0);
  },
);

it.each(drawn)('README.md lists the addresses of $name under npm start', ({ name, port }) => {
  expect(readme).toMatch(
    new RegExp(`^${name} +http://127\\.0\\.0\\.1:${port} +http://127\\.0\\.0\\.1:${port}/docs `, 'm'),
  );
});
