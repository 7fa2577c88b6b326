import type { LockFile, PackageFile } from './package-files.ts';
import { optionalPeersOf, pruneLock } from './prune-lock.ts';

export interface ServicePackage {
  readonly 'package.json': object;
  readonly 'package-lock.json': object;
}

/**
 * Lists the packages that a service imports, with the workspace's versions. Adds optional peer dependencies that the
 * workspace has, such as `pg` for typeorm. Throws an Error if the service imports a development dependency.
 */
export function servicePackage(
  name: string,
  imported: readonly string[],
  workspace: { readonly packageFile: PackageFile; readonly lockFile: LockFile },
): ServicePackage {
  const { packageFile, lockFile } = workspace;
  const undeclared = imported.filter((id) => !(id in packageFile.dependencies));
  if (undeclared.length > 0)
    throw new Error(`${name} imports ${undeclared.join(', ')}. Add it to "dependencies" in package.json.`);
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

/** Adds the optional peer dependencies that are also dependencies of the workspace. */
export function withOptionalPeers(
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
