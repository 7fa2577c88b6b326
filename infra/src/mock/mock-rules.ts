import { type Operation, exposedOperationsOf, pathsOf, pathsOverlap } from '#contracts/vocabulary';
import { methodsOf } from '#libs/http-rules';
import type { Service } from '../deployment.ts';
import {
  MOCK_RULES_PER_BAND,
  VALUES,
  bandOf,
  firstPriorityOf,
  packPatterns,
} from '../routing/listener-rules.ts';
import { isNested, patternOf } from '../routing/routes.ts';

export interface MockRule {
  readonly priority: number;
  readonly methods: readonly string[];
  readonly patterns: readonly string[];
}

interface Claim {
  readonly operation: Operation;
  readonly path: string;
  readonly pattern: string;
  readonly band: number;
}

/**
 * Returns listener rules that match the method and path of each unbuilt operation at the edge. For paths of the same
 * shape, these rules come before the rules of services. Throws an Error if there are too many rules, or if the load
 * balancer can't distinguish an unbuilt operation from a built operation.
 */
export function mockRulesOf(services: readonly Service[]): MockRule[] {
  const claims = services.flatMap(claimsOf);
  const unbuilt = claims.filter(({ operation }) => !operation.built);
  for (const claim of unbuilt) assertIsApart(claim, claims);
  return [...Map.groupBy(unbuilt, ({ band }) => band)].flatMap(([band, found]) => {
    const rules = rulesOf(found);
    if (rules.length > MOCK_RULES_PER_BAND)
      throw new Error(`Too many operations like ${found[0]?.path ?? ''} are not built: build some of them`);
    return rules.map((rule, index) => ({ ...rule, priority: firstPriorityOf(band) + index }));
  });
}

function claimsOf({ manifest, contract }: Service): Claim[] {
  return exposedOperationsOf(contract, manifest.default).flatMap((operation) =>
    pathsOf(operation).map((path) => {
      const pattern = patternOf(path);
      return { operation, path, pattern, band: bandOf(manifest.name, pattern) };
    }),
  );
}

/**
 * The local edge compares paths segment by segment. The load balancer compares priorities, and the services'
 * rules match every method. For two patterns that match the same path, the local edge and the load balancer choose the
 * same pattern only if one pattern contains the other. If both patterns have the same band, the mock's rule comes
 * first. So the methods of the two operations must also differ.
 */
function assertIsApart({ operation, path, pattern, band }: Claim, claims: readonly Claim[]): void {
  const other = claims.find(
    (claim) =>
      claim.pattern !== pattern &&
      pathsOverlap(claim.path, path) &&
      (!isNested(claim.pattern, pattern) ||
        (claim.band === band && claim.operation.built && claim.operation.method === operation.method)),
  );
  if (!other) return;
  throw new Error(
    `The load balancer can't tell ${operation.id} (${path}), which is not built, from ${other.operation.id} (${other.path}). ` +
      'Change one of the paths, or build the operation',
  );
}

function rulesOf(claims: readonly Claim[]): Omit<MockRule, 'priority'>[] {
  return [...Map.groupBy(claims, ({ operation }) => operation.method).values()].flatMap((found) => {
    const methods = methodsOf(found.map(({ operation }) => operation));
    const patterns = [...new Set(found.map(({ pattern }) => pattern))];
    return packPatterns(patterns, VALUES - methods.length).map((packed) => ({ methods, patterns: packed }));
  });
}
