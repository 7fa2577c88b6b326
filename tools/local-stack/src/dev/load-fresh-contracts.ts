import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Contract } from '#contracts/vocabulary';
import { findContract } from '#libs/contract-catalog';
import type { Manifest } from '#libs/manifest';
import { bundleModule } from '#tools/bundle';

/** One vocabulary serves all contracts, because its objects are compared by identity. */
const VOCABULARY = /^#contracts\/vocabulary$/;

let loads = 0;

/** The contracts as their files are now: an import of the files would return the modules that are already loaded. */
export function loadFreshContracts(root: string, manifests: readonly Manifest[]): Promise<Contract[]> {
  loads += 1;
  const load = loads;
  return Promise.all(
    manifests.map(async ({ name }) => {
      const module = join(root, 'libs/contracts', name, 'src/index.ts');
      const file = join(root, 'dist', 'dev', 'contracts', `${name}.mjs`);
      const { main } = await bundleModule(root, module, file, VOCABULARY);
      return findContract(name, await import(`${pathToFileURL(main).href}?${load}`));
    }),
  );
}
