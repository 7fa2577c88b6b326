import { execFileSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';

const root = resolve(__dirname, '../../..');
const nx = join(root, 'node_modules', 'nx', 'dist', 'bin', 'nx.js');
const answerSchema = z.object({ files: z.array(z.string()) });

/** The files that make Nx run a target again when they change. */
function inputsOf(target: string): string[] {
  const others = Object.entries(process.env).filter(([name]) => !name.startsWith('NX_'));
  const answer = execFileSync(process.execPath, [nx, 'show', 'target', 'inputs', target, '--json'], {
    cwd: root,
    encoding: 'utf8',
    env: { ...Object.fromEntries(others), NX_DAEMON: 'false' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return answerSchema.parse(JSON.parse(answer)).files;
}

it('the tests of the infrastructure run again when a service.json, a runbook or the CDK settings change', () => {
  const read = ['apps/*/service.json', 'docs/runbooks/*.md', 'cdk.json'].flatMap((pattern) =>
    globSync(pattern, { cwd: root }),
  );
  expect(read.length).toBeGreaterThan(2);
  expect(inputsOf('infra:test')).toEqual(expect.arrayContaining(read));
}, 120_000);
