import { type Contract, operationsOf } from '#contracts/vocabulary';
import type { Service } from '../deployment.ts';

/** Marks every operation as unbuilt, except health checks. */
export function withNothingBuilt(services: readonly Service[]): Service[] {
  return services.map((service) => withBuilt(service, (id) => id === 'ping'));
}

/** If all operations are already built, returns `services` itself, so that tests can share their stacks. */
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
