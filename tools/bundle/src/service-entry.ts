import { join } from 'node:path';
import type { Plugin } from 'rolldown';

/** The bundle's entry: `main.js` beside the other chunks. */
export const SERVICE_ENTRY = '\0service-entry';

/**
 * The folder beside the bundle in which V8 stores compiled code. Each process reads the code at its start and
 * writes the code at its end.
 */
const COMPILE_CACHE = '.compile-cache';

/**
 * Makes `main.js` turn on V8's compile cache before it loads the app. Packages read decorators' metadata while they
 * load, so reflect-metadata comes first. `main.js` must not await anything at its top level, because a chunk that
 * shares code with `main.js` waits for it.
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
