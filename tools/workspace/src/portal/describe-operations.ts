import { type Contract, operationsOf, problemsOf } from '#contracts/vocabulary';
import type { OperationState, PortalOperation, PortalProblem } from '#libs/portal-data';
import type { OperationStatus } from '#tools/screens';

/** `statuses` does not contain operations that every service has, such as ping. */
export function describeOperations(
  contracts: readonly Contract[],
  statuses: readonly OperationStatus[],
): PortalOperation[] {
  const states = new Map(
    statuses.map((status) => [`${status.service}.${status.operation}`, stateOf(status)]),
  );
  return contracts.flatMap((contract) =>
    operationsOf(contract).map(({ id, method, path, summary, access, exposure }) => ({
      service: contract.name,
      id,
      method,
      path,
      summary,
      access,
      isExposed: exposure === 'edge',
      status: states.get(`${contract.name}.${id}`) ?? null,
    })),
  );
}

function stateOf({ mocked, built, tested, deployed }: OperationStatus): OperationState {
  return { mocked: mocked === 'yes', built: built === 'yes', tested, deployed };
}

export function describeProblems(contracts: readonly Contract[]): PortalProblem[] {
  const uses = contracts.flatMap((contract) =>
    operationsOf(contract).flatMap((operation) =>
      problemsOf(operation).map((problem) => ({ problem, operation: `${contract.name}.${operation.id}` })),
    ),
  );
  const count = contracts.flatMap(operationsOf).length;
  return [...Map.groupBy(uses, ({ problem }) => problem.code).values()]
    .flatMap((same) => {
      const [first] = same;
      if (!first) return [];
      const { code, status, title } = first.problem;
      const operations = same.map(({ operation }) => operation);
      return [{ code, status, title, operations: operations.length === count ? [] : operations }];
    })
    .sort((one, other) => one.status - other.status || one.code.localeCompare(other.code));
}
