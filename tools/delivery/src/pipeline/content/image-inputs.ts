import { globSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Manifest } from '#libs/manifest';
import {
  type LockFile,
  type PackageFile,
  SERVICE_ENTRY,
  leaveOutUndeclared,
  pruneLock,
  serviceEntry,
  withOptionalPeers,
} from '#tools/bundle';
import { type ModuleGraph, reachableFrom, scanModules } from './module-graph.ts';

/** The bundler consists of this file and its imports. */
const BUNDLER = 'rolldown.config.js';
/** No service imports these files, but they affect every bundle or image. */
const BUILD_FILES = ['Dockerfile', '.dockerignore', 'tsconfig.base.json'];
const ROLES = 'libs/database/src/create-roles.ts';

/** Paths are relative to the workspace's root. */
export interface ImageInputs {
  readonly files: ReadonlySet<string>;
  /** The imported packages. The image also contains the dependencies of these packages. */
  readonly packages: ReadonlySet<string>;
  /**
   * The service's migrations, and the code that creates the database roles. TypeORM runs each migration only
   * once.
   */
  readonly migrations: ReadonlySet<string>;
  /** The files of the service's test data, and the examples of its contract. */
  readonly seed: ReadonlySet<string>;
}

/** Every image depends on these files and packages. */
export function scanBundler(root: string): Promise<ModuleGraph> {
  return scanModules(root, join(root, BUNDLER));
}

export async function imageInputs(
  root: string,
  manifest: Manifest,
  bundler: ModuleGraph,
): Promise<ImageInputs> {
  const app = `apps/${manifest.name}`;
  const graph = await scanModules(root, SERVICE_ENTRY, [
    serviceEntry(root, app),
    leaveOutUndeclared(manifest),
  ]);
  const assets = globSync(`${app}/src/**/assets/**`, { cwd: root, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(root, join(parentPath, name)));
  const files = [...graph.files.keys()];
  const seed = files.filter((file) => file.startsWith(`${app}/src/seed/`));
  const isOwn = (file: string): boolean =>
    file.startsWith(`${app}/`) || file.startsWith(`libs/contracts/${manifest.name}/`);
  return {
    files: new Set([...files, ...bundler.files.keys(), ...assets, ...BUILD_FILES]),
    packages: new Set([...graph.packages, ...bundler.packages]),
    migrations: new Set(files.filter((file) => file === ROLES || file.startsWith(`${app}/src/migrations/`))),
    seed: new Set([
      ...[...reachableFrom(graph, seed)].filter(isOwn),
      ...assets.filter((file) => file.startsWith(`${app}/src/seed/`)),
    ]),
  };
}

/**
 * Returns the exact versions of the packages and their dependencies: one line for each folder in
 * node_modules.
 */
export function lockedPackages(
  names: Iterable<string>,
  workspace: { readonly packageFile: PackageFile; readonly lockFile: LockFile },
): string[] {
  const all = withOptionalPeers([...names], workspace);
  return Object.entries(pruneLock(workspace.lockFile, all))
    .map(([folder, { version = '', integrity }]) => `${folder} ${version} ${String(integrity)}`)
    .sort();
}
