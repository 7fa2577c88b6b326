import { join } from 'node:path';
import type { Plugin } from 'rolldown';

export const SERVICE_ENTRY = '\0service-entry';

/**
 * V8 stores compiled code in this folder beside the bundle. Each process reads the code at its start and writes it at
 * its end.
 */
const COMPILE_CACHE = '.compile-cache';

/**
 * Makes `main.js` turn on V8's compile cache before it loads the app. Packages read decorators' metadata while they
 * load, so reflect-metadata comes first. `main.js` must have no top-level await, because chunks that share code with
 * `main.js` would wait for it.
 */
export function serviceEntry(root: string, app: string): Plugin {
  const main = JSON.stringify(join(root, app, 'src', 'main.ts'));
  return {
    name: 'service-entry',
    resolveId: (id) => (id === SERVICE_ENTRY ? id : undefined),
    load(id) {
      if (id !== SERVICE_ENTRY) return undefined;
      return [
        `import { enableCompileCache } from 'node:module';`,
        `import { join } from 'node:path';`,
        `enableCompileCache(join(import.meta.dirname, '${COMPILE_CACHE}'));`,
        `void import('reflect-metadata').then(() => import(${main}));`,
      ].join('\n');
    },
  };
}
