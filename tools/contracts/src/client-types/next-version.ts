export interface ChangesSince {
  readonly contractChanges: readonly { readonly breaking: boolean }[];
  readonly isClientChanged: boolean;
}

const FIRST = '1.0.0';

/**
 * A breaking contract change gives a new major version. A compatible contract change gives a new minor version. A
 * change of only the client's code gives a new patch version. Returns undefined if nothing has changed. Throws an Error
 * for an invalid version.
 */
export function nextVersion(published: string | undefined, changes: ChangesSince): string | undefined {
  if (published === undefined) return FIRST;
  const [major, minor, patch] = numbersOf(published);
  if (changes.contractChanges.some(({ breaking }) => breaking)) return `${major + 1}.0.0`;
  if (changes.contractChanges.length > 0) return `${major}.${minor + 1}.0`;
  return changes.isClientChanged ? `${major}.${minor}.${patch + 1}` : undefined;
}

function numbersOf(version: string): [number, number, number] {
  const [, major, minor, patch] = /^(\d+)\.(\d+)\.(\d+)$/.exec(version) ?? [];
  if (patch === undefined) throw new Error(`${version} is not a version such as 1.2.3.`);
  return [Number(major), Number(minor), Number(patch)];
}
