import { type Contract, operationsOf } from '#contracts/vocabulary';
import type { Service } from '../deployment.ts';

/** The services as they are before any operation at the edge is built, except the health checks. */
export function withNothingBuilt(services: readonly Service[]): Service[] {
  return services.map(({ manifest, contract }) => ({ manifest, contract: unbuilt(contract) }));
}

function unbuilt(contract: Contract): Contract {
  const operations = operationsOf(contract).map((operation) => [
    operation.id,
    operation.id === 'ping' ? operation : { ...operation, built: false },
  ]);
  return { ...contract, operations: Object.fromEntries(operations) as Contract['operations'] };
}
