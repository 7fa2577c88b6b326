import {
  type Contract,
  type Operation,
  machineScopeOf,
  operationsOf,
  pathsOf,
  problemsOf,
} from '#contracts/vocabulary';

/** Returns the operations that apps can call. Omits internal operations and operations for machines. */
export function clientOperations(contract: Contract): Operation[] {
  return operationsOf(contract).filter(
    ({ access, exposure }) => exposure === 'edge' && machineScopeOf(access) === undefined,
  );
}

/** In the form `post /v1/books`. */
export function keyedOperations(operations: readonly Operation[]): string[] {
  return operations
    .filter(({ idempotencyKey }) => idempotencyKey !== undefined)
    .flatMap((operation) => pathsOf(operation).map((path) => `${operation.method.toLowerCase()} ${path}`))
    .sort();
}

export function problemCodes(operations: readonly Operation[]): string[] {
  return [...new Set(operations.flatMap(problemsOf).map(({ code }) => code))].sort();
}
