import { type Contract, operationsOf } from '#contracts/vocabulary';
import type { Service } from '../deployment.ts';

/** Marks all operations at the edge as unbuilt, except the health checks. */
export function withNothingBuilt(services: readonly Service[]): Service[] {
  return services.map((service) => withBuilt(service, (id) => id === 'ping'));
}

/**
 * Marks all operations as built. If they already are, returns `services` itself, so that tests can share the
 * stacks of `services`.
 */
export function withAllBuilt(services: readonly Service[]): readonly Service[] {
  const areBuilt = services.every(({ contract }) => operationsOf(contract).every(({ built }) => built));
  return areBuilt ? services : services.map((service) => withBuilt(service, () => true));
}

function withBuilt({ manifest, contract }: Service, isBuilt: (operation: string) => boolean): Service {
  const operations = operationsOf(contract).map((operation) => [
    operation.id,
    { ...operation, built: isBuilt(operation.id) },
  ]);
  return {
    manifest,
    contract: { ...contract, operations: Object.fromEntries(operations) as Contract['operations'] },
  };
}
