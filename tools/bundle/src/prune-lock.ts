import type { LockFile, LockedPackage } from './package-files.ts';

const FOLDER = 'node_modules/';

type Packages = LockFile['packages'];

/**
 * Returns the lock file's entries for these packages and their dependencies, by installation folder. Throws an Error if
 * the lock file lacks an entry.
 */
export function pruneLock({ packages }: LockFile, names: readonly string[]): Packages {
  const kept: Packages = {};
  const keep = (name: string, from: string): void => {
    const path = locate(packages, name, from);
    if (path === undefined) throw new Error(`package-lock.json has no ${name} for ${from || 'the service'}`);
    const found = packages[path];
    if (!found || path in kept) return;
    kept[path] = found;
    for (const needed of neededBy(found)) keep(needed, path);
    for (const optional of Object.keys(found.optionalDependencies ?? {})) {
      if (locate(packages, optional, path) !== undefined) keep(optional, path);
    }
  };
  for (const name of names) keep(name, '');
  return kept;
}

export function optionalPeersOf({
  peerDependencies = {},
  peerDependenciesMeta = {},
}: LockedPackage): string[] {
  return Object.keys(peerDependencies).filter((peer) => peerDependenciesMeta[peer]?.optional);
}

function neededBy(found: LockedPackage): string[] {
  const { dependencies = {}, optionalDependencies = {}, peerDependencies = {} } = found;
  const optionalPeers = optionalPeersOf(found);
  const peers = Object.keys(peerDependencies).filter((peer) => !optionalPeers.includes(peer));
  const own = Object.keys(dependencies).filter((name) => !(name in optionalDependencies));
  return [...new Set([...own, ...peers])];
}

/**
 * Returns the folder in which Node finds a package that is imported from `from`. Node looks in `from` and in its parent
 * folders.
 */
function locate(packages: Packages, name: string, from: string): string | undefined {
  const path = `${from && `${from}/`}${FOLDER}${name}`;
  if (path in packages) return path;
  return from === '' ? undefined : locate(packages, name, parentOf(from));
}

function parentOf(folder: string): string {
  return folder.slice(0, Math.max(0, folder.lastIndexOf(`/${FOLDER}`)));
}
