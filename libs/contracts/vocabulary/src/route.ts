import { pathsOf } from './contract.ts';
import type { Method, Operation } from './operation.ts';

export interface RouteMatch<O extends Operation = Operation> {
  readonly operation: O;
  /** As in the URL, still percent-encoded. */
  readonly params: Readonly<Record<string, string>>;
}

/**
 * Finds operations by method and path. `match` answers undefined where no operation has the path and
 * method; `at` tells which operations the path has at all.
 */
export function createRouter<O extends Operation>(operations: readonly O[]) {
  const routes = operations.flatMap((operation) =>
    pathsOf(operation).map((path) => ({ operation, pattern: toPattern(path) })),
  );
  return {
    match(method: string, path: string): RouteMatch<O> | undefined {
      for (const { operation, pattern } of routes) {
        if (operation.method !== method) continue;
        const found = pattern.exec(path);
        if (found) return { operation, params: { ...found.groups } };
      }
      return undefined;
    },
    /** Every operation at a path, whatever its method. */
    at(path: string): O[] {
      return routes.filter(({ pattern }) => pattern.test(path)).map(({ operation }) => operation);
    },
  };
}

/** The methods that operations answer, sorted, each once: what an Allow header says. */
export function methodsOf(operations: readonly Operation[]): Method[] {
  return [...new Set(operations.map(({ method }) => method))].sort();
}

function toPattern(path: string): RegExp {
  const source = path
    .split('/')
    .map((segment) => segment.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{(\w+)\}/g, '(?<$1>[^/]+)'))
    .join('/');
  return new RegExp(`^${source}$`);
}
