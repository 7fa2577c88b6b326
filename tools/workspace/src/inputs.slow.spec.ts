import { execFileSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';

const root = resolve(__dirname, '../../..');
const nx = join(root, 'node_modules', 'nx', 'dist', 'bin', 'nx.js');
const answerSchema = z.object({ files: z.array(z.string()) });

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

const inputsRead = [
  { target: 'infra:test', read: ['apps/*/service.json', 'docs/runbooks/*.md', 'cdk.json'] },
  {
    target: 'workspace:check-generated',
    read: ['docker-compose.yml', 'docs/adr/*.md', 'libs/contracts/*/openapi.yaml', 'apps/*/service.json'],
  },
  { target: 'screens:test', read: ['docs/screens/*.yaml'] },
  { target: 'card:build', read: ['Dockerfile', '.dockerignore', 'rolldown.config.js'] },
];

it.each(inputsRead)(
  'Nx runs $target again if one of these files changes: $read',
  ({ target, read }) => {
    const files = read.flatMap((pattern) => globSync(pattern, { cwd: root }));
    expect(files.length).toBeGreaterThanOrEqual(read.length);
    expect(inputsOf(target)).toEqual(expect.arrayContaining(files));
  },
  120_000,
);
