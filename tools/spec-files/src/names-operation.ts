import { type Operation, pathsOf } from '#contracts/vocabulary';

/** Whether the text of a test names an operation, by its id or by a path that none of its siblings has. */
export function namesOperation(text: string, operation: Operation, siblings: readonly Operation[]): boolean {
  const patterns = [wordPattern(operation.id), ...ownPaths(operation, siblings).map(pathPattern)];
  return patterns.some((pattern) => pattern.test(text));
}

/** A path that is shared tells nothing. */
function ownPaths(operation: Operation, siblings: readonly Operation[]): string[] {
  const others = siblings.filter(({ id }) => id !== operation.id).flatMap(pathsOf);
  return pathsOf(operation).filter((path) => !others.includes(path));
}

function wordPattern(word: string): RegExp {
  return new RegExp(`(?<![\\w$])${word}(?![\\w$])`);
}

/** A path in a spec has something in place of each parameter, and ends or goes on with a query. */
function pathPattern(path: string): RegExp {
  const segments = path
    .split('/')
    .map((segment) =>
      segment.startsWith('{') ? '[^/\'"`\\s?]+' : segment.replace(/[.*+?^$()|[\]\\]/g, '\\$&'),
    );
  return new RegExp(`${segments.join('/')}(?=['"\`?\\s])`);
}
