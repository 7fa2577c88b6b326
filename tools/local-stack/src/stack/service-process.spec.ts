import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NODE_FLAGS } from './service-process.ts';

const dockerfile = readFileSync(join(__dirname, '../../../../Dockerfile'), 'utf8');

it('npm start runs services with the same Node flags as the image', () => {
  const entrypoint = /^ENTRYPOINT (.*)$/m.exec(dockerfile)?.[1] ?? '';
  expect(JSON.parse(entrypoint)).toEqual(['node', ...NODE_FLAGS, 'main.js']);
});

it("the image's build fills the compile cache with the same Node flags as the services", () => {
  expect(dockerfile).toContain(`RUN node ${NODE_FLAGS.join(' ')} main.js load\n`);
});

it('each stage of the Dockerfile starts from an image pinned by digest or from an earlier stage', () => {
  const bases = [...dockerfile.matchAll(/^FROM (?:--platform=\S+ )?(\S+)(?: AS (\S+))?$/gm)];
  const stages = new Set(bases.map(([, , name]) => name));
  const stageOf = new Map(
    [...dockerfile.matchAll(/^ARG (\w+)=(\S+)$/gm)].map(([, name, stage]) => [name, stage]),
  );
  const unpinned = bases
    .map(([, image = '']) => stageOf.get(/^\$\{(\w+)\}$/.exec(image)?.[1]) ?? image)
    .filter((image) => !stages.has(image) && !/@sha256:[0-9a-f]{64}$/.test(image));
  expect(bases.length).toBeGreaterThan(5);
  expect(unpinned).toEqual([]);
});

it('the image runs services without npm and without root privileges', () => {
  const [last = ''] = dockerfile.split(/^(?=FROM )/m).slice(-1);
  expect(last).toMatch(/^FROM \$\{BASE\}\n/);
  expect(last).toMatch(/^USER 1000:1000$/m);
});
