/** The changes since a version of the client was published. */
export interface ChangesSince {
  /** The changes of contracts, as `contract:check` finds them. */
  readonly contractChanges: readonly { readonly breaking: boolean }[];
  /** Whether the code of the client itself has changed. */
  readonly isClientChanged: boolean;
}

/** The version of the first package. */
const FIRST = '1.0.0';

/**
 * The version of the client to publish: a major version for a breaking change of a contract, a minor version for a
 * compatible change of a contract, and a patch version for a change of the client's code alone. Undefined if
 * nothing has changed. Throws an Error for an invalid version.
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
