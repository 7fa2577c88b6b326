import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';

const root = resolve(__dirname, '../../..');
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
const programs = Object.entries(scripts).flatMap(([script, command]) =>
  / && /.test(command) || !/^node \S+main\.ts\b/.test(command)
    ? []
    : [[script, command.split(' ').slice(1)] as const],
);

it('this spec finds the npm scripts that run a program', () => {
  const names = programs.map(([script]) => script);
  expect(names).toEqual(expect.arrayContaining(['start', 'contract:check', 'api:status', 'ci:deploy']));
});

it.each(programs)(
  'npm run %s prints its help',
  (_, args) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [...args, '--help'], {
      cwd: root,
      encoding: 'utf8',
      env: { PATH: process.env.PATH },
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^npm (?:start|run \S+) -- .*\[options\]\n\n/);
    expect(stdout).toMatch(/\n {2}--help +show this text\n$/);
  },
  60_000,
);
