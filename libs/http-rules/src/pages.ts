import { pathsOf, type Operation, hasPage, jsonResponse, secretParameters } from '#contracts/vocabulary';
import { mediaTypeOf } from './read-request.ts';
import { createRouter } from './route.ts';

export interface SenderHeaders {
  readonly accept?: string | undefined;
  readonly 'content-type'?: string | undefined;
}

/**
 * Returns a function that decides how the caller gets an error: true means a page, false means
 * application/problem+json. A browser gets a page, and so does a caller that sends a form. If a path has only pages, all callers get a page, except
 * callers who prefer JSON.
 */
export function pageRequests(operations: readonly Operation[]) {
  const router = createRouter(operations);
  return (path: string, { accept = '', 'content-type': contentType }: SenderHeaders): boolean => {
    const here = router.at(path);
    const near = here.length > 0 ? here : operations.filter((operation) => isUnder(operation, path));
    const meant = near.length > 0 ? near : operations;
    if (!meant.some(hasPage)) return false;
    const mediaType = mediaTypeOf(contentType);
    if (mediaType === 'application/json') return false;
    if (mediaType === 'application/x-www-form-urlencoded' || accept.includes('text/html')) return true;
    if (accept.includes('json')) return false;
    return meant.every((operation) => jsonResponse(operation) === undefined);
  };
}

/**
 * Makes paths safe to log. Replaces a path that has a secret parameter with the path of its operation, such as
 * `/customer/receipts/{reference}`. An unknown path may be a misspelled path with a secret. So only its first segment
 * is kept if the service has secret parameters.
 */
export function loggablePaths(operations: readonly Operation[]) {
  const secretPaths = operations
    .filter(hasSecret)
    .flatMap((operation) =>
      pathsOf(operation).map((path) => ({ path, prefix: literalPrefixOf(path).toLowerCase() })),
    );
  const router = createRouter(operations);
  return (path: string): string => {
    if (secretPaths.length === 0) return path;
    const plain = decode(withoutDots(path))
      .toLowerCase()
      .replaceAll(/\/{2,}/g, '/');
    const secret = secretPaths.find(({ prefix }) => plain.includes(prefix));
    if (secret) return secret.path;
    return router.at(path).length > 0 ? path : path.replace(/^(\/?[^/]*)\/.+$/s, '$1/…');
  };
}

function hasSecret({ params }: Operation): boolean {
  return Object.values(params.shape).some((parameter) => secretParameters.has(parameter));
}

/** Whether a path starts like a path of this operation. Such a path may contain an invalid parameter. */
function isUnder(operation: Operation, path: string): boolean {
  return pathsOf(operation).some((own) => own.includes('{') && path.startsWith(literalPrefixOf(own)));
}

function literalPrefixOf(path: string): string {
  return path.split('{')[0] ?? path;
}

function withoutDots(path: string): string {
  return URL.canParse(path, 'http://service') ? new URL(path, 'http://service').pathname : path;
}

/** Keeps invalid encodings unchanged. */
function decode(path: string): string {
  return path.replace(/(?:%[0-9a-f]{2})+/gi, (encoded) => {
    try {
      return decodeURIComponent(encoded);
    } catch {
      return encoded;
    }
  });
}
