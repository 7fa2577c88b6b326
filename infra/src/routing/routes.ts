import { type Operation, exposedOperationsOf, operationsOf, pathsOf } from '#contracts/vocabulary';
import type { Service } from '../deployment.ts';

export interface Route {
  /** The contract's path with `*` in place of each parameter. */
  readonly pattern: string;
  readonly path: string;
  readonly action: 'forward' | 'refuse';
}

/**
 * Returns each path of a service once, with the load balancer's action. The load balancer forwards exposed paths, and
 * `/ping` only for the default service. The load balancer returns 404 for a path without a rule. So an internal path
 * needs a rule only if an exposed pattern could match the path, because `*` also matches slashes.
 */
export function routesOf({ manifest, contract }: Service): Route[] {
  const exposed = routesTo(exposedOperationsOf(contract, manifest.default), 'forward');
  const internal = routesTo(
    operationsOf(contract).filter(({ exposure }) => exposure === 'internal'),
    'refuse',
  );
  const needed = internal.filter(
    ({ pattern }) =>
      exposed.every((other) => other.pattern !== pattern) &&
      exposed.some((other) => mayMatch(other.pattern, pattern)),
  );
  return [...exposed, ...needed];
}

function routesTo(operations: readonly Operation[], action: Route['action']): Route[] {
  const routes = operations.flatMap(pathsOf).map((path) => ({ path, pattern: patternOf(path), action }));
  return [...new Map(routes.map((route) => [route.pattern, route])).values()];
}

export function patternOf(path: string): string {
  return path.replace(/\{\w+\}/g, '*');
}

/** Whether both patterns could match the same path. Compares only the text before the first `*`. */
function mayMatch(exposed: string, internal: string): boolean {
  const [one = '', ...open] = exposed.split('*');
  const [other = ''] = internal.split('*');
  return open.length > 0 && (one.startsWith(other) || other.startsWith(one));
}

export function shapeOf(pattern: string): { readonly segments: number; readonly wildcards: number } {
  const segments = pattern.split('/').slice(1);
  return { segments: segments.length, wildcards: segments.filter((segment) => segment === '*').length };
}

/** Whether one of the patterns matches all paths of the other pattern and more. */
export function isNested(one: string, other: string): boolean {
  return one !== other && (contains(one, other) || contains(other, one));
}

function contains(wide: string, narrow: string): boolean {
  const parts = narrow.split('/');
  const wideParts = wide.split('/');
  return (
    parts.length === wideParts.length && wideParts.every((part, at) => part === '*' || part === parts[at])
  );
}
