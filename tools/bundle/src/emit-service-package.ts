import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { basename, join } from 'node:path';
import type { Plugin } from 'rolldown';
import { parseLockFile, parsePackageFile } from './package-files.ts';
import { servicePackage } from './service-package.ts';

/** Writes, beside a service's bundle, the package.json and the package-lock.json of what the bundle imports. */
export function emitServicePackage(root: string, app: string): Plugin {
  return {
    name: 'emit-service-package',
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((output) => output.type === 'chunk');
      const own = new Set(Object.keys(bundle));
      const ids = chunks.flatMap(({ imports, dynamicImports }) => [...imports, ...dynamicImports]);
      const imported = ids.filter((id) => !own.has(id) && !isBuiltin(id)).map(packageOf);
      const files = servicePackage(basename(app), [...new Set(imported)], {
        packageFile: parsePackageFile(readFileSync(join(root, 'package.json'), 'utf8')),
        lockFile: parseLockFile(readFileSync(join(root, 'package-lock.json'), 'utf8')),
      });
      for (const [fileName, content] of Object.entries(files)) {
        this.emitFile({ type: 'asset', fileName, source: `${JSON.stringify(content, null, 2)}\n` });
      }
    },
  };
}

/** The package of an import: `@scope/name/part` is of `@scope/name`. */
function packageOf(id: string): string {
  return id
    .split('/')
    .slice(0, id.startsWith('@') ? 2 : 1)
    .join('/');
}
