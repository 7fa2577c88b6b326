import type { Contract } from '#contracts/vocabulary';
import type { Manifest } from '#libs/manifest';

/** Throws an Error if the service's project exports no contract. */
export async function loadContract(service: string): Promise<Contract> {
  return findContract(service, await import(`#contracts/${service}`));
}

/** Finds the service's contract among the exports of a module. Throws an Error if the module does not export it. */
export function findContract(service: string, module: unknown): Contract {
  const contract = Object.values(module as object).find((value): value is Contract =>
    isContract(value, service),
  );
  if (!contract) throw new Error(`libs/contracts/${service} exports no contract('${service}', …)`);
  return contract;
}

/** Returns contracts in the order of the manifests. */
export function loadContracts(manifests: readonly Manifest[]): Promise<Contract[]> {
  return Promise.all(manifests.map(({ name }) => loadContract(name)));
}

function isContract(value: unknown, name: string): value is Contract {
  return (
    typeof value === 'object' &&
    value !== null &&
    'operations' in value &&
    'name' in value &&
    value.name === name
  );
}
