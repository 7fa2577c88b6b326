import { pathsOverlap } from '#contracts/vocabulary';
import { PORT_SLOTS, portSlot } from '#libs/manifest';
import type { Service } from '../deployment.ts';
import { type Route, isNested, routesOf, shapeOf } from './routes.ts';

/** The load balancer's limits: values per rule, wildcards per rule, and characters per path. */
export const VALUES = 5;
const WILDCARDS = 5;
const PATH_LENGTH = 128;

/**
 * Priorities range from 1 to 50,000, and the lowest number matches first. Paths of the same shape have priorities in
 * one range, a band. The bands of shapes that match fewer paths come first. The mock's rules come first in a band,
 * because unbuilt operations share paths with built operations. After the mock's rules, a service's port selects the
 * service's priorities.
 */
const SEGMENTS = 8;
const WILDCARD_CLASSES = 3;
const RULES_PER_BAND = 8;
export const MOCK_RULES_PER_BAND = 80;
const BAND_WIDTH = MOCK_RULES_PER_BAND + RULES_PER_BAND * PORT_SLOTS;

export interface ListenerRule {
  readonly priority: number;
  readonly patterns: readonly string[];
  readonly action: Route['action'];
}

/**
 * Returns a service's rules on the shared listener. The rules depend only on the service's manifest and
 * contract, so deployments of other services don't change them. Throws an Error for a path that the load
 * balancer can't route.
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
      priority: firstPriorityOf(band) + MOCK_RULES_PER_BAND + index * PORT_SLOTS + portSlot(manifest),
    }));
  });
  return rules.sort((one, other) => one.priority - other.priority);
}

/**
 * Throws an Error if the load balancer and the local edge could route a path differently. For example, two services
 * have equally narrow patterns for the path, or one of the services refuses the path. Also throws if two services
 * would have the same priorities.
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
 * Patterns with more segments come first, because the load balancer's `*` also matches slashes:
 * `/v1/accounts/*` matches `/v1/accounts/a/overview`. If two patterns have the same number of segments, the
 * pattern with fewer wildcards comes first.
 */
export function bandOf(service: string, pattern: string): number {
  const { segments, wildcards } = shapeOf(pattern);
  if (segments > SEGMENTS || wildcards > WILDCARDS || pattern.length > PATH_LENGTH) {
    throw new Error(`${service}: the load balancer can't route ${pattern}, it is too long`);
  }
  return (SEGMENTS - segments) * WILDCARD_CLASSES + Math.min(wildcards, WILDCARD_CLASSES - 1);
}

export function firstPriorityOf(band: number): number {
  return 1 + band * BAND_WIDTH;
}

function chunksOf(routes: readonly Route[], action: Route['action']): string[][] {
  return packPatterns(
    routes.filter((route) => route.action === action).map(({ pattern }) => pattern),
    VALUES,
  );
}

/** Puts at most `values` patterns into a rule, within the load balancer's limits. */
export function packPatterns(patterns: readonly string[], values: number): string[][] {
  const chunks: string[][] = [];
  for (const pattern of patterns) {
    const chunk = chunks.at(-1);
    if (chunk && chunk.length < values && wildcardsIn([...chunk, pattern]) <= WILDCARDS) chunk.push(pattern);
    else chunks.push([pattern]);
  }
  return chunks;
}

function wildcardsIn(patterns: readonly string[]): number {
  return patterns.reduce((sum, pattern) => sum + shapeOf(pattern).wildcards, 0);
}
