import { isBuiltin } from 'node:module';
import { join, relative } from 'node:path';
import type { Plugin } from 'rolldown';
import { scan } from 'rolldown/experimental';

/** The modules that the bundler reaches from an entry. */
export interface ModuleGraph {
  /** Files relative to the root, each with the files that it imports. */
  readonly files: ReadonlyMap<string, readonly string[]>;
  /** Names of the imported packages. */
  readonly packages: ReadonlySet<string>;
}

/** Follows imports with the bundler's own resolution, but not into packages. It generates no code. */
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
    // The default is a regular expression, which the bundler rejects in a test, because Jest creates it in another
    // realm.
    { sourcemapIgnoreList: false },
  );
  return { files, packages };
}

/** These files, and all files that they import directly or indirectly. Ignores files that the graph doesn't contain. */
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
