import { type StageName, namesOf } from '#infra';
import type { Part } from '#libs/github';
import { FOUNDATION, MOCK, SHARED_UNITS, WEB } from '#libs/manifest';

/** Shared units have no image, no tasks and no operations. */
export function isShared(unit: string): boolean {
  return SHARED_UNITS.includes(unit);
}

/** The stacks are in the order of deployment. */
export function stacksOf(stage: StageName, unit: string): Readonly<Partial<Record<Part, string>>> {
  const { stacks } = namesOf(stage);
  if (unit === FOUNDATION)
    return {
      'recovery-stack': stacks.recovery,
      'edge-firewall-stack': stacks.edgeFirewall,
      'foundation-stack': stacks.foundation,
      'monitoring-stack': stacks.monitoring,
    };
  if (unit === WEB) return { 'web-stack': stacks.web };
  if (unit === MOCK) return { 'mock-stack': stacks.mock };
  const service = { name: unit };
  return {
    'data-stack': stacks.data(service),
    'migration-stack': stacks.migration(service),
    'service-stack': stacks.service(service),
  };
}

/** Throws an Error if the unit has no such part. */
export function stackOf(stage: StageName, unit: string, part: Part): string {
  const stack = stacksOf(stage, unit)[part];
  if (stack === undefined) throw new Error(`${unit} has no ${part}`);
  return stack;
}
