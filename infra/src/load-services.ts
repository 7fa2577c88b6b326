import { loadContract } from '#libs/contract-catalog';
import { loadManifests } from '#libs/manifest';
import type { Service } from './deployment.ts';

/** The services of the workspace, callees before their callers. Throws an Error where one lacks its contract. */
export function loadServices(root: string): Promise<Service[]> {
  return Promise.all(
    loadManifests(root).map(async (manifest) => ({ manifest, contract: await loadContract(manifest.name) })),
  );
}
