import {
  type Contract,
  type Operation,
  machineScopeOf,
  operationsOf,
  pathsOf,
  problemsOf,
} from '#contracts/vocabulary';

/** The operations that apps can call: no internal operations and no operations for machines. */
export function clientOperations(contract: Contract): Operation[] {
  return operationsOf(contract).filter(
    ({ access, exposure }) => exposure === 'edge' && machineScopeOf(access) === undefined,
  );
}

/** The operations that take an Idempotency-Key, in the form `post /v1/books`. */
export function keyedOperations(operations: readonly Operation[]): string[] {
  return operations
    .filter(({ idempotencyKey }) => idempotencyKey !== undefined)
    .flatMap((operation) => pathsOf(operation).map((path) => `${operation.method.toLowerCase()} ${path}`))
    .sort();
}

/** The codes of the problems that the operations can respond with. */
export function problemCodes(operations: readonly Operation[]): string[] {
  return [...new Set(operations.flatMap(problemsOf).map(({ code }) => code))].sort();
}
