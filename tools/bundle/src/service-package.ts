import type { LockFile, PackageFile } from './package-files.ts';
import { optionalPeersOf, pruneLock } from './prune-lock.ts';

/** The files from which npm installs exactly what one service needs. */
export interface ServicePackage {
  readonly 'package.json': object;
  readonly 'package-lock.json': object;
}

/**
 * The packages that a service imports, and those that they load themselves if the workspace has them (its
 * optional peers: `pg` for typeorm), in the versions of the workspace. Throws an Error if the service imports
 * a package that the workspace has for development only.
 */
export function servicePackage(
  name: string,
  imported: readonly string[],
  workspace: { readonly packageFile: PackageFile; readonly lockFile: LockFile },
): ServicePackage {
  const { packageFile, lockFile } = workspace;
  const undeclared = imported.filter((id) => !(id in packageFile.dependencies));
  if (undeclared.length > 0)
    throw new Error(`${name} imports ${undeclared.join(', ')}, but "dependencies" in package.json lacks it`);
  const names = withOptionalPeers(imported, workspace);
  const dependencies = Object.fromEntries(names.map((id) => [id, packageFile.dependencies[id]]));
  const own = { name, version: packageFile.version, private: true, type: 'module', dependencies };
  return {
    'package.json': own,
    'package-lock.json': {
      name,
      version: packageFile.version,
      lockfileVersion: lockFile.lockfileVersion,
      requires: true,
      packages: { '': { name, version: packageFile.version, dependencies }, ...pruneLock(lockFile, names) },
    },
  };
}

function withOptionalPeers(
  imported: readonly string[],
  { packageFile, lockFile }: { readonly packageFile: PackageFile; readonly lockFile: LockFile },
): string[] {
  const names = new Set(imported);
  for (;;) {
    const shipped = Object.values(pruneLock(lockFile, [...names]));
    const peers = shipped.flatMap(optionalPeersOf).filter((peer) => peer in packageFile.dependencies);
    const missing = peers.filter((peer) => !names.has(peer));
    if (missing.length === 0) return [...names].sort();
    for (const peer of missing) names.add(peer);
  }
}
