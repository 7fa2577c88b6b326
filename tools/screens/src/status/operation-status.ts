import { type Contract, type Operation, jsonResponse, operationsOf } from '#contracts/vocabulary';
import type { SpecRun } from '#libs/test-evidence';
import type { DeployedStatus, Deployments } from './deployments.ts';

export interface OperationStatus {
  readonly service: string;
  readonly operation: string;
  readonly designed: 'yes';
  readonly mocked: 'yes' | 'no';
  readonly built: 'yes' | 'no';
  /**
   * Specs with a passing test that gets a successful response. Relative to the root. Null if no test of the service has
   * run.
   */
  readonly tested: readonly string[] | null;
  readonly deployed: DeployedStatus;
}

/** Omits operations that every service has. */
export async function operationStatuses(
  contracts: readonly Contract[],
  runs: readonly SpecRun[],
  deployments: Deployments,
): Promise<OperationStatus[]> {
  const statuses = await Promise.all(contracts.map((contract) => statusesOf(contract, runs, deployments)));
  return statuses.flat();
}

async function statusesOf(
  contract: Contract,
  runs: readonly SpecRun[],
  deployments: Deployments,
): Promise<OperationStatus[]> {
  const deployed = await deployments.of(contract.name);
  const operations = operationsOf(contract).filter(({ id }) => id !== 'ping');
  return operations.map((operation) => ({
    service: contract.name,
    operation: operation.id,
    designed: 'yes',
    mocked: isMocked(operation) ? 'yes' : 'no',
    built: operation.built ? 'yes' : 'no',
    tested: testedBy(contract.name, operation, runs),
    deployed: deployed(operation.id),
  }));
}

/** The mock renders a page without an example, but takes JSON responses from examples. */
function isMocked(operation: Operation): boolean {
  if (!jsonResponse(operation)) return true;
  return Object.values(operation.examples).some(({ response }) => response !== undefined);
}

function testedBy(
  service: string,
  { id, built }: Operation,
  runs: readonly SpecRun[],
): readonly string[] | null {
  if (!built) return [];
  const hasRun = runs.some(({ spec }) => [service, 'e2e'].some((app) => spec.startsWith(`apps/${app}/`)));
  if (!hasRun) return null;
  const isSuccess = (operation: string, status: number) => operation === `${service}.${id}` && status < 400;
  return runs
    .filter(({ evidence }) => evidence.some(({ operation, status }) => isSuccess(operation, status)))
    .map(({ spec }) => spec);
}
