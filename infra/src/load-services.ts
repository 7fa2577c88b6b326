import { loadContract } from '#libs/contract-catalog';
import { loadManifests } from '#libs/manifest';
import type { Service } from './deployment.ts';

/** Returns the workspace's services, callees before callers. Throws an Error if one has no contract. */
export function loadServices(root: string): Promise<Service[]> {
  return Promise.all(
    loadManifests(root).map(async (manifest) => ({ manifest, contract: await loadContract(manifest.name) })),
  );
}
