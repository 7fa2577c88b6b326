import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NODE_FLAGS } from './service-process.ts';

const dockerfile = readFileSync(join(__dirname, '../../../../Dockerfile'), 'utf8');

it('runs services with the flags of the image', () => {
  const entrypoint = /^ENTRYPOINT (.*)$/m.exec(dockerfile)?.[1] ?? '';
  expect(JSON.parse(entrypoint)).toEqual(['node', ...NODE_FLAGS, 'main.js']);
});

it('fills the compile cache of the image with the flags that read it', () => {
  expect(dockerfile).toContain(`RUN node ${NODE_FLAGS.join(' ')} main.js load\n`);
});
