import { type Operation, exposedOperationsOf, operationsOf, pathsOf } from '#contracts/vocabulary';
import type { Service } from '../deployment.ts';

export interface Route {
  /** The path as the load balancer matches it: `*` for each parameter. */
  readonly pattern: string;
  /** The path as the contract has it. */
  readonly path: string;
  readonly action: 'forward' | 'refuse';
}

/**
 * What the load balancer does with the paths of a service, each path once. It forwards exposed paths, `/ping` for the
 * default service alone. Whatever no rule matches gets 404 from the listener, so that an internal path needs a rule
 * only where the `*` of an exposed one, which spans slashes, could match it.
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
  const routes = operations
    .flatMap(pathsOf)
    .map((path) => ({ path, pattern: path.replace(/\{\w+\}/g, '*'), action }));
  return [...new Map(routes.map((route) => [route.pattern, route])).values()];
}

/** Whether an open pattern may match a path of another: it is not ruled out by the texts before their first `*`. */
function mayMatch(exposed: string, internal: string): boolean {
  const [one = '', ...open] = exposed.split('*');
  const [other = ''] = internal.split('*');
  return open.length > 0 && (one.startsWith(other) || other.startsWith(one));
}

/** How many parts a pattern has, and how many of them are open. */
export function shapeOf(pattern: string): { readonly parts: number; readonly open: number } {
  const parts = pattern.split('/').slice(1);
  return { parts: parts.length, open: parts.filter((part) => part === '*').length };
}

/** Whether one of two patterns has every path of the other, and more. */
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
