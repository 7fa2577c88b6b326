import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { loadManifests } from '#libs/manifest';

const root = resolve(__dirname, '../../..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const manifests = loadManifests(root);

/** What the diagram's arrows from something lead to: names, `db[(a database)]`, `files[/objects/]`. */
function arrowsFrom(source: string): string[] {
  return [...readme.matchAll(/^ {2}([\w-]+) --(?: .+ --)?> (.+)$/gm)]
    .filter(([, from]) => from === source)
    .flatMap(([, , to = '']) => to.split(' & '));
}

it('draws every service behind the edge', () => {
  expect(arrowsFrom('edge').sort()).toEqual(manifests.map(({ name }) => name).sort());
});

it.each(manifests)('draws what $name calls, and where it keeps its data', (manifest) => {
  const { name, calls, database, bucket } = manifest;
  const drawn = arrowsFrom(name);
  expect(drawn.filter((to) => !to.includes('[')).sort()).toEqual([...calls].sort());
  expect(drawn.filter((to) => to.includes('[('))).toEqual(
    database ? [expect.stringContaining(`[(${name})]`)] : [],
  );
  expect(drawn.filter((to) => to.includes('[/'))).toHaveLength(bucket ? 1 : 0);
});

it.each(manifests)('shows where $name is reached under npm start', ({ name, port }) => {
  expect(readme).toMatch(
    new RegExp(`^${name} +http://127\\.0\\.0\\.1:${port} +http://127\\.0\\.0\\.1:${port}/docs `, 'm'),
  );
});
