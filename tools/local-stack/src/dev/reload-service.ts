import { dirname, join } from 'node:path';
import type { Manifest } from '#libs/manifest';
import { type DevelopmentBuild, buildForDevelopment } from '#tools/bundle';
import type { ServiceProcess } from '../stack/service-process.ts';
import type { ReloadedPart } from './reloaded-part.ts';

/**
 * Bundles a service for development. Builds alternate between two folders, so that a build never overwrites
 * the running bundle `current`. Throws an Error with the bundler's message.
 */
export function buildService(
  root: string,
  manifest: Manifest,
  current?: DevelopmentBuild,
): Promise<DevelopmentBuild> {
  const [first = '', second = ''] = ['a', 'b'].map((turn) => join(root, 'dist', 'dev', manifest.name, turn));
  const isFirst = current !== undefined && dirname(current.main) === first;
  return buildForDevelopment(root, manifest, isFirst ? second : first);
}

/**
 * Builds and restarts a service when a file of its bundle is saved. If the new bundle doesn't start, the
 * previous bundle starts again.
 */
export function reloadedService(
  service: ServiceProcess,
  build: (current: DevelopmentBuild) => Promise<DevelopmentBuild>,
  first: DevelopmentBuild,
  signal: AbortSignal,
): ReloadedPart {
  let current = first;
  return {
    name: service.name,
    uses: (files) => [...files].some((file) => current.files.has(file)),
    async reload() {
      const next = await build(current);
      try {
        await service.restart(next.main, signal);
      } catch (error) {
        await service.restart(current.main, signal);
        throw error;
      }
      current = next;
    },
  };
}
