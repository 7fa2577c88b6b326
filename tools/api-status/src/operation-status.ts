import { type Contract, type Operation, jsonResponse, operationsOf } from '#contracts/vocabulary';
import type { DeployedAnswer, Deployments } from './deployments.ts';
import { type Spec, specsOf, testedBy } from './tested-by.ts';

export interface OperationStatus {
  readonly service: string;
  readonly operation: string;
  readonly designed: 'yes';
  readonly mocked: 'yes' | 'no';
  readonly built: 'yes' | 'no';
  /** The specs that test the operation, relative to the root. */
  readonly tested: readonly string[];
  readonly deployed: DeployedAnswer;
}

/** Returns the status of each operation, without the operations that every service has. */
export async function operationStatuses(
  root: string,
  contracts: readonly Contract[],
  deployments: Deployments,
): Promise<OperationStatus[]> {
  const statuses = await Promise.all(contracts.map((contract) => statusesOf(root, contract, deployments)));
  return statuses.flat();
}

async function statusesOf(
  root: string,
  contract: Contract,
  deployments: Deployments,
): Promise<OperationStatus[]> {
  const specs: Spec[] = specsOf(root, contract.name);
  const deployed = await deployments.of(contract.name);
  const operations = operationsOf(contract).filter(({ id }) => id !== 'ping');
  return operations.map((operation) => ({
    service: contract.name,
    operation: operation.id,
    designed: 'yes',
    mocked: isMocked(operation) ? 'yes' : 'no',
    built: operation.built ? 'yes' : 'no',
    tested: operation.built ? testedBy(operation, operations, specs) : [],
    deployed: deployed(operation.id),
  }));
}

/** The mock renders pages itself and takes JSON responses from examples. */
function isMocked(operation: Operation): boolean {
  if (!jsonResponse(operation)) return true;
  return Object.values(operation.examples).some(({ response }) => response !== undefined);
}
