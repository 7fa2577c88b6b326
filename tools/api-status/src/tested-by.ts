import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Operation, pathsOf } from '#contracts/vocabulary';

export interface Spec {
  readonly file: string;
  readonly source: string;
}

/** The specs that test a service from outside: its own, and those of the whole stack. */
export function specsOf(root: string, service: string): Spec[] {
  return [service, 'e2e']
    .map((app) => `apps/${app}/test`)
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => globSync(`${folder}/**/*.spec.ts`, { cwd: root }))
    .sort()
    .map((file) => ({ file, source: readFileSync(join(root, file), 'utf8') }));
}

/** The specs that name an operation by its id or its path, and hold a test that is expected to pass. */
export function testedBy(
  operation: Operation,
  siblings: readonly Operation[],
  specs: readonly Spec[],
): string[] {
  const patterns = [wordPattern(operation.id), ...ownPaths(operation, siblings).map(pathPattern)];
  return specs
    .filter(({ source }) => hasPassingTest(source) && patterns.some((pattern) => pattern.test(source)))
    .map(({ file }) => file);
}

function hasPassingTest(source: string): boolean {
  return /^\s*(?:it|test)(?:\.each\b.*|\.each)?[(<[`]/m.test(source);
}

/** The paths that no other operation of the contract has; a path that is shared tells nothing. */
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
