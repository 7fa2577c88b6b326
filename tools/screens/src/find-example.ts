import { type Contract, type Example, type Operation, operationsOf } from '#contracts/vocabulary';

/** `name` is `<service>.<operation>`. Returns undefined if no contract has this operation. */
export function findOperation(contracts: readonly Contract[], name: string): Operation | undefined {
  const [service, id] = name.split('.');
  const contract = contracts.find((candidate) => candidate.name === service);
  return contract && operationsOf(contract).find((operation) => operation.id === id);
}

export function findExample(operation: Operation, name: string): Example | undefined {
  return Object.entries(operation.examples).find(([key]) => key === name)?.[1];
}
