import { cp, glob } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'rolldown';

/**
 * Copies the app's `assets` folders beside the bundle in `target`. Modules read assets from `join(import.meta.dirname,
 * 'assets')`, which works in the sources and in the bundle.
 */
export function copyAssets(root: string, app: string, target = join(root, 'dist', app)): Plugin {
  return {
    name: 'copy-assets',
    async writeBundle() {
      const source = join(root, app, 'src');
      for await (const folder of glob('**/assets', { cwd: source })) {
        await cp(join(source, folder), join(target, 'assets'), { recursive: true });
      }
    },
  };
}
