import { type Contract, type Operation, operationsOf, pathsOf } from '#contracts/vocabulary';

/** A path as the load balancer matches it: `*` for each parameter. */
export interface Route {
  readonly pattern: string;
  /** A path is refused if all its operations are internal: their callers talk to the service itself. */
  readonly action: 'forward' | 'refuse';
}

/** What the edge does with the paths of a contract, each path once. `ping` is for those behind the edge. */
export function routesOf(contract: Contract): Route[] {
  const operations = operationsOf(contract).filter(({ id }) => id !== 'ping');
  const byPattern = new Map<string, Operation[]>();
  for (const operation of operations) {
    for (const path of pathsOf(operation)) {
      const pattern = path.replace(/\{\w+\}/g, '*');
      byPattern.set(pattern, [...(byPattern.get(pattern) ?? []), operation]);
    }
  }
  return [...byPattern].map(([pattern, found]) => ({
    pattern,
    action: found.every(({ exposure }) => exposure === 'internal') ? 'refuse' : 'forward',
  }));
}

/** How many parts a pattern has, and how many of them are open. */
export function shapeOf(pattern: string): { readonly parts: number; readonly open: number } {
  const parts = pattern.split('/').slice(1);
  return { parts: parts.length, open: parts.filter((part) => part === '*').length };
}

/** Whether there is a path that both patterns lead to. */
export function overlap(one: string, other: string): boolean {
  const others = other.split('/');
  const parts = one.split('/');
  return (
    parts.length === others.length &&
    parts.every((part, index) => part === '*' || others[index] === '*' || part === others[index])
  );
}
