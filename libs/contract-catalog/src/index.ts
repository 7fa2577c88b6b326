import type { Contract } from '#contracts/vocabulary';
import type { Manifest } from '#libs/manifest';

/** The contract of a service, found by its name. Throws an Error if its project exports no contract. */
export async function loadContract(service: string): Promise<Contract> {
  return findContract(service, await import(`#contracts/${service}`));
}

/** The contract that a module exports. Throws an Error if it exports no contract of this service. */
export function findContract(service: string, module: unknown): Contract {
  const contract = Object.values(module as object).find((value): value is Contract =>
    isContract(value, service),
  );
  if (!contract) throw new Error(`libs/contracts/${service} exports no contract('${service}', …)`);
  return contract;
}

/** The contracts of all services, in the order of their manifests. */
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
