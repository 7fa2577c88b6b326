import { pathsOverlap } from '#contracts/vocabulary';
import { PORT_SLOTS, portSlot } from '#libs/manifest';
import type { Service } from '../deployment.ts';
import { type Route, isNested, routesOf, shapeOf } from './routes.ts';

/** What the load balancer allows: values of a rule, wildcards of a rule, characters of a path. */
const VALUES = 5;
const WILDCARDS = 5;
const PATH_LENGTH = 128;

/**
 * Priorities go from 1 to 50 000, the lowest number first. They are laid out in bands, one per shape of a
 * path, narrower shapes first; in each band a service has the slots that its port gives it, and no other.
 */
const PARTS = 8;
const OPEN = 3;
const RULES_PER_BAND = 8;

export interface ListenerRule {
  readonly priority: number;
  readonly patterns: readonly string[];
  readonly action: Route['action'];
}

/**
 * The rules of one service on the shared listener. They follow from its own manifest and contract alone, so
 * that no other service's deployment changes them. Throws an Error for a path that has no place.
 */
export function listenerRulesOf(service: Service): ListenerRule[] {
  const { manifest } = service;
  const routes = routesOf(service);
  const bands = Map.groupBy(routes, ({ pattern }) => bandOf(manifest.name, pattern));
  const rules = [...bands].flatMap(([band, found]) => {
    const chunks = [
      ...chunksOf(found, 'forward').map((patterns) => ({ patterns, action: 'forward' as const })),
      ...chunksOf(found, 'refuse').map((patterns) => ({ patterns, action: 'refuse' as const })),
    ];
    if (chunks.length > RULES_PER_BAND) {
      throw new Error(
        `${manifest.name} has too many paths like ${found[0]?.pattern ?? ''} for the load balancer`,
      );
    }
    return chunks.map((chunk, index) => ({
      ...chunk,
      priority: 1 + (band * RULES_PER_BAND + index) * PORT_SLOTS + portSlot(manifest),
    }));
  });
  return rules.sort((one, other) => one.priority - other.priority);
}

/**
 * Throws an Error where the load balancer and the edge could differ about a path, because two services claim it and
 * neither has the narrower pattern, or one of them refuses it; or where two services would share priorities.
 */
export function assertRulesAgree(services: readonly Service[]): void {
  const claims = services.flatMap((service) =>
    routesOf(service).map((route) => ({
      ...route,
      name: service.manifest.name,
      band: bandOf(service.manifest.name, route.pattern),
    })),
  );
  for (const [index, one] of claims.entries()) {
    for (const other of claims.slice(index + 1)) {
      if (one.name === other.name || !pathsOverlap(one.path, other.path)) continue;
      const isNarrower = one.band !== other.band && isNested(one.pattern, other.pattern);
      if (one.action === other.action && isNarrower) continue;
      throw new Error(`${one.name} and ${other.name} both claim ${one.pattern} (${other.pattern})`);
    }
  }
  const bySlot = Map.groupBy(services, ({ manifest }) => portSlot(manifest));
  for (const [first, second] of bySlot.values()) {
    if (!first || !second) continue;
    throw new Error(
      `The ports of ${first.manifest.name} and ${second.manifest.name} differ by a multiple of ${PORT_SLOTS}, ` +
        'so their rules would have the same priorities; change one in its service.json',
    );
  }
}

/**
 * More parts come first, because the load balancer's `*` spans parts: `/v1/accounts/*` matches what lies under
 * an account, too. Among equally long ones, those with fewer open parts come first.
 */
function bandOf(service: string, pattern: string): number {
  const { parts, open } = shapeOf(pattern);
  if (parts > PARTS || open > WILDCARDS || pattern.length > PATH_LENGTH) {
    throw new Error(`${service}: the load balancer can't route ${pattern}, it is too long`);
  }
  return (PARTS - parts) * OPEN + Math.min(open, OPEN - 1);
}

function chunksOf(routes: readonly Route[], action: Route['action']): string[][] {
  const chunks: string[][] = [];
  for (const { pattern } of routes.filter((route) => route.action === action)) {
    const chunk = chunks.at(-1);
    if (chunk && fits([...chunk, pattern])) chunk.push(pattern);
    else chunks.push([pattern]);
  }
  return chunks;
}

function fits(patterns: readonly string[]): boolean {
  const wildcards = patterns.reduce((sum, pattern) => sum + shapeOf(pattern).open, 0);
  return patterns.length <= VALUES && wildcards <= WILDCARDS;
}
