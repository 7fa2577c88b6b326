import { pathsOf, type Method, type Operation } from '#contracts/vocabulary';
import { type RequestTarget, readTarget } from './request-target.ts';

export interface RouteMatch<O extends Operation = Operation> {
  readonly operation: O;
  /** Percent-decoded, not validated. */
  readonly params: Readonly<Record<string, string>>;
}

/** A text that is not a valid target matches no operation. */
export type Target = RequestTarget | string;

interface Route<O extends Operation> {
  readonly operation: O;
  readonly parts: readonly Part[];
}

type Part = { readonly text: string } | { readonly parameter: string };

/**
 * Finds operations by method and path. From left to right, a fixed segment takes precedence over a parameter:
 * `/v1/books/latest` matches before `/v1/books/{book_id}`. `match` returns undefined if no operation has the method
 * and the path. `at` returns the operations of all methods. The operation with the most specific path comes first.
 */
export function createRouter<O extends Operation>(operations: readonly O[]) {
  const routes: Route<O>[] = operations
    .flatMap((operation) => pathsOf(operation).map((path) => ({ operation, parts: partsOf(path) })))
    .sort(byNarrowness);
  return {
    match(method: string, target: Target): RouteMatch<O> | undefined {
      const segments = segmentsOf(target);
      // A GET operation also serves HEAD.
      const declared = method === 'HEAD' ? 'GET' : method;
      for (const { operation, parts } of routes) {
        const params = operation.method === declared ? paramsOf(parts, segments) : undefined;
        if (params) return { operation, params };
      }
      return undefined;
    },
    at(target: Target): O[] {
      const segments = segmentsOf(target);
      return routes.filter(({ parts }) => paramsOf(parts, segments)).map(({ operation }) => operation);
    },
  };
}

/** The value of an Allow header: sorted, without repetitions, and with HEAD if there is a GET. */
export function methodsOf(operations: readonly Operation[]): (Method | 'HEAD')[] {
  const methods = operations.flatMap(({ method }) =>
    method === 'GET' ? [method, 'HEAD' as const] : [method],
  );
  return [...new Set(methods)].sort();
}

function segmentsOf(target: Target): readonly string[] {
  return (typeof target === 'string' ? readTarget(target) : target)?.segments ?? [];
}

function partsOf(path: string): Part[] {
  return path
    .slice(1)
    .split('/')
    .map((segment) => {
      const [, parameter] = /^\{(\w+)\}$/.exec(segment) ?? [];
      return parameter === undefined ? { text: segment } : { parameter };
    });
}

/** An empty segment is not a value of a parameter. */
function paramsOf(parts: readonly Part[], segments: readonly string[]): Record<string, string> | undefined {
  if (parts.length !== segments.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of parts.entries()) {
    const segment = segments[index] ?? '';
    if ('parameter' in part ? segment === '' : segment !== part.text) return undefined;
    if ('parameter' in part) params[part.parameter] = segment;
  }
  return params;
}

function byNarrowness(one: Route<Operation>, other: Route<Operation>): number {
  return openness(one.parts).localeCompare(openness(other.parts));
}

function openness(parts: readonly Part[]): string {
  return parts.map((part) => ('parameter' in part ? '1' : '0')).join('');
}
