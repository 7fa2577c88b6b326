import type { Manifest } from '#libs/manifest';
import { buildArguments } from './aws/docker-images.ts';
import { cdk } from './aws/cdk-stacks.ts';

export interface Check {
  readonly command: string;
  readonly args: readonly string[];
}

/** What is checked of everything that a change concerns. */
const TARGETS = ['typecheck', 'lint', 'contract-check', 'test', 'build', 'e2e', 'test-slow'];

/** What a change must pass, compared with the commit that it is to be merged into. */
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

/** The images that a change makes, built and kept nowhere. */
export function imageChecksOf(
  manifests: readonly Manifest[],
  affected: ReadonlySet<string>,
  sha: string,
): Check[] {
  return manifests
    .filter(({ name }) => affected.has(name))
    .map(({ name }) => ({ command: 'docker', args: [...buildArguments(name, sha), '.'] }));
}
