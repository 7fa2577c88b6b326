/** The changes since the last published version of the client. */
export interface ChangesSince {
  /** The contract changes that `contract:check` finds. */
  readonly contractChanges: readonly { readonly breaking: boolean }[];
  readonly isClientChanged: boolean;
}

const FIRST = '1.0.0';

/**
 * Returns the next version of the client. A breaking contract change increases the major version, a compatible contract
 * change the minor version, and a change of only the client's code the patch version. Returns undefined if nothing has
 * changed. Throws an Error for an invalid version.
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
