import { isBuiltin } from 'node:module';
import { join, relative } from 'node:path';
import type { Plugin } from 'rolldown';
import { scan } from 'rolldown/experimental';

export interface ModuleGraph {
  /** Maps each file to the files that it imports. Paths are relative to the root. */
  readonly files: ReadonlyMap<string, readonly string[]>;
  readonly packages: ReadonlySet<string>;
}

/**
 * Resolves imports in the same way as the bundler, but does not follow imports into packages. Generates no
 * code.
 */
export async function scanModules(
  root: string,
  input: string,
  plugins: readonly Plugin[] = [],
): Promise<ModuleGraph> {
  const files = new Map<string, string[]>();
  const packages = new Set<string>();
  const own = (id: string): string[] => (id.startsWith('\0') ? [] : [relative(root, id)]);
  const collect: Plugin = {
    name: 'collect-modules',
    resolveId(id) {
      if (/^[.#/\0]/.test(id)) return undefined;
      if (!isBuiltin(id)) packages.add(packageOf(id));
      return { id, external: true };
    },
    moduleParsed({ id, importedIds, dynamicallyImportedIds }) {
      for (const file of own(id)) files.set(file, [...importedIds, ...dynamicallyImportedIds].flatMap(own));
    },
  };
  await scan(
    {
      input,
      cwd: root,
      platform: 'node',
      tsconfig: join(root, 'tsconfig.base.json'),
      logLevel: 'silent',
      plugins: [...plugins, collect],
    },
    // The default value is a regular expression. Under Jest, the expression comes from a different realm, and
    // the bundler rejects it.
    { sourcemapIgnoreList: false },
  );
  return { files, packages };
}

/**
 * Returns the files and everything that they import, directly or indirectly. Ignores files that the graph
 * doesn't contain.
 */
export function reachableFrom({ files }: ModuleGraph, entries: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (file: string): void => {
    const imports = files.get(file);
    if (!imports || found.has(file)) return;
    found.add(file);
    imports.forEach(visit);
  };
  entries.forEach(visit);
  return found;
}

function packageOf(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}
