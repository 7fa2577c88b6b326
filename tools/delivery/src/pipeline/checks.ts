import type { Manifest } from '#libs/manifest';
import { buildArguments } from './aws/docker-images.ts';
import { cdk } from './aws/cdk-stacks.ts';

export interface Check {
  readonly command: string;
  readonly args: readonly string[];
}

/** Nx targets to run for affected projects. */
const TARGETS = [
  'check-generated',
  'typecheck',
  'lint',
  'contract-check',
  'test',
  'build',
  'e2e',
  'test-slow',
];

/** The commands that a change must pass, compared with its merge base. */
export function checksOf(base: string, stages: readonly string[]): Check[] {
  return [
    { command: 'npm', args: ['run', 'format:check'] },
    { command: 'npm', args: ['run', 'contract:check', '--', '--base', base] },
    { command: 'nx', args: ['affected', '--targets', TARGETS.join(','), '--base', base, '--head', 'HEAD'] },
    ...stages.map((stage) => ({
      command: process.execPath,
      args: [...cdk('synth', { stage }), '--quiet'],
    })),
  ];
}

/** Builds the images of affected services without pushing them. */
export function imageChecksOf(
  manifests: readonly Manifest[],
  affected: ReadonlySet<string>,
  sha: string,
): Check[] {
  return manifests
    .filter(({ name }) => affected.has(name))
    .map(({ name }) => ({ command: 'docker', args: [...buildArguments(name, sha), '.'] }));
}
