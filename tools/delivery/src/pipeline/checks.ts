import { cdk } from './aws/cdk-stacks.ts';
import type { ServiceContent } from './content/content.ts';

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

/** The services whose image differs, which a pull request builds without pushing. */
export function servicesWithOtherImage(
  before: readonly ServiceContent[],
  after: readonly ServiceContent[],
): string[] {
  const images = new Map(before.map(({ manifest, content }) => [manifest.name, content.image]));
  return after
    .filter(({ manifest, content }) => images.get(manifest.name) !== content.image)
    .map(({ manifest }) => manifest.name);
}
