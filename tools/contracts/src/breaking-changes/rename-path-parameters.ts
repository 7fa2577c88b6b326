import type { Fields } from './document.ts';
import { type DocumentedOperation, PARAMETER } from './operations-of.ts';

interface Rename {
  readonly old: string;
  readonly now: string;
}

/** Finds renamed path parameters by their position, and restores the old names in the new operation. */
export function renamePathParameters(
  before: DocumentedOperation,
  after: DocumentedOperation,
): { readonly after: DocumentedOperation; readonly renames: readonly Rename[] } {
  const names = namesIn(after.key);
  const pairs = namesIn(before.key).map((old, position) => ({ old, now: names[position] ?? old }));
  const oldNames = new Map(pairs.map(({ old, now }) => [now, old]));
  const parameters = [...after.parameters].map(([key, parameter]) => rename(key, parameter, oldNames));
  return {
    after: { ...after, parameters: new Map(parameters) },
    renames: pairs.filter(({ old, now }) => old !== now),
  };
}

function namesIn(key: string): string[] {
  return [...key.matchAll(PARAMETER)].map(([, name = '']) => name);
}

function rename(
  key: string,
  parameter: Fields,
  oldNames: ReadonlyMap<string, string>,
): readonly [string, Fields] {
  const old = parameter.in === 'path' ? oldNames.get(String(parameter.name)) : undefined;
  return old === undefined ? [key, parameter] : [`path ${old}`, { ...parameter, name: old }];
}
