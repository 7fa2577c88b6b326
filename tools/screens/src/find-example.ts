import { type Contract, type Example, type Operation, operationsOf } from '#contracts/vocabulary';

/** Finds the operation named `<service>.<operation>`. Undefined if no contract has it. */
export function findOperation(contracts: readonly Contract[], name: string): Operation | undefined {
  const [service, id] = name.split('.');
  const contract = contracts.find((candidate) => candidate.name === service);
  return contract && operationsOf(contract).find((operation) => operation.id === id);
}

/** Finds an example by name. Undefined if the operation has no such example. */
export function findExample(operation: Operation, name: string): Example | undefined {
  return Object.entries(operation.examples).find(([key]) => key === name)?.[1];
}
