import { join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Contract } from '#contracts/vocabulary';
import { findContract } from '#libs/contract-catalog';
import type { Manifest } from '#libs/manifest';
import { bundleModule } from '#tools/bundle';
import type { ReloadedPart } from './reloaded-part.ts';

/** All contracts share one copy of the vocabulary, because its objects are compared by identity. */
const VOCABULARY = /^#contracts\/vocabulary$/;

export interface ContractUser {
  readonly name: string;
  readonly root: string;
  readonly manifests: () => readonly Manifest[];
  readonly use: (contracts: readonly Contract[]) => void;
}

export function areContractSources(root: string, files: ReadonlySet<string>): boolean {
  const folder = join(root, 'libs', 'contracts', sep);
  return [...files]
    .filter((file) => file.startsWith(folder))
    .map((file) => file.slice(folder.length).split(sep))
    .some(([project, source]) => project !== 'vocabulary' && source === 'src');
}

export function reloadedContracts({ name, root, manifests, use }: ContractUser): ReloadedPart {
  return {
    name,
    uses: (files) => areContractSources(root, files),
    reload: async () => use(await loadFreshContracts(root, manifests())),
  };
}

let loads = 0;

/** Loads the contracts from the current files. A plain import would return the modules that are already loaded. */
function loadFreshContracts(root: string, manifests: readonly Manifest[]): Promise<Contract[]> {
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
