import { cdk } from './aws/cdk-stacks.ts';
import type { ServiceContent } from './content/content.ts';

export interface Check {
  readonly command: string;
  readonly args: readonly string[];
}

/**
 * A commit on main must pass these Nx targets before its deployment. Two changes can pass separately but fail
 * together.
 */
const MERGED_TARGETS = ['typecheck', 'contract-check', 'test', 'e2e'];
/** Affected projects must pass these Nx targets before the merge. */
const TARGETS = [...MERGED_TARGETS, 'check-generated', 'lint', 'build', 'test-slow'];

/** `base` is the merge base. */
export function checksOf(base: string, stages: readonly string[]): Check[] {
  return [
    { command: 'npm', args: ['run', 'format:check'] },
    { command: 'npm', args: ['run', 'contract:check', '--', '--base', base] },
    affected(TARGETS, base),
    ...stages.map((stage) => ({
      command: process.execPath,
      args: [...cdk('synth', { stage }), '--quiet'],
    })),
  ];
}

/** `base` is the commit before the merge. */
export function mergedChecksOf(base: string): Check[] {
  return [affected(MERGED_TARGETS, base)];
}

function affected(targets: readonly string[], base: string): Check {
  return {
    command: 'nx',
    args: ['affected', '--targets', targets.join(','), '--base', base, '--head', 'HEAD'],
  };
}

/** A pull request builds the images of these services without pushing them. */
export function servicesWithOtherImage(
  before: readonly ServiceContent[],
  after: readonly ServiceContent[],
): string[] {
  const images = new Map(before.map(({ manifest, content }) => [manifest.name, content.image]));
  return after
    .filter(({ manifest, content }) => images.get(manifest.name) !== content.image)
    .map(({ manifest }) => manifest.name);
}
