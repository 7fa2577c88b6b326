import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { basename, join } from 'node:path';
import type { Plugin } from 'rolldown';
import { parseLockFile, parsePackageFile } from './package-files.ts';
import { servicePackage } from './service-package.ts';

/**
 * These packages don't work inside a bundle. OpenTelemetry patches pg when pg is loaded. Swagger UI serves
 * files of its package folder. An instrumentation of OpenTelemetry creates a `require` function.
 */
const EXTERNAL = /^(?:pg|swagger-ui-dist|@opentelemetry\/(?!api(?:\/|$))[^/]+)(?=\/|$)/;

/** Matches a call of a `require` function that was created at run time. No bundler resolves this call. */
const RUNTIME_REQUIRE = /\b(?:__require|require\$\d+)\("([^"]+)"\)/g;

/**
 * Keeps a few packages out of the bundle. Writes a package.json and a package-lock.json, so that npm can
 * install these packages beside the bundle. Throws an Error if the bundle requires any other package at run
 * time.
 */
export function emitServicePackage(root: string, app: string): Plugin {
  const imported = new Set<string>();
  return {
    name: 'emit-service-package',
    resolveId(id) {
      const [name] = EXTERNAL.exec(id) ?? [];
      if (name === undefined) return undefined;
      imported.add(name);
      return { id, external: true };
    },
    generateBundle(_options, bundle) {
      for (const output of Object.values(bundle)) {
        if (output.type === 'chunk') for (const name of requiredBy(output.code)) imported.add(name);
      }
      const files = servicePackage(basename(app), [...imported], {
        packageFile: parsePackageFile(readFileSync(join(root, 'package.json'), 'utf8')),
        lockFile: parseLockFile(readFileSync(join(root, 'package-lock.json'), 'utf8')),
      });
      for (const [fileName, content] of Object.entries(files)) {
        this.emitFile({ type: 'asset', fileName, source: `${JSON.stringify(content, null, 2)}\n` });
      }
    },
  };
}

function requiredBy(code: string): string[] {
  return [...code.matchAll(RUNTIME_REQUIRE)].flatMap(([, id = '']) => {
    if (isBuiltin(id)) return [];
    const [name] = EXTERNAL.exec(id) ?? [];
    if (name === undefined)
      throw new Error(`A package requires ${id} at run time. Add it to EXTERNAL in emit-service-package.ts.`);
    return [name];
  });
}
