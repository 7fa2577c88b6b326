import { type Contract, type Example, type Operation, operationsOf } from '#contracts/vocabulary';

export interface PublishedExample {
  readonly contract: Contract;
  readonly operation: Operation;
  readonly name: string;
  readonly example: Example;
}

/** Writes come last, so that reads find unchanged seed data. */
export function publishedExamples(contracts: readonly Contract[]): PublishedExample[] {
  return contracts
    .flatMap((contract) => operationsOf(contract).map((operation) => ({ contract, operation })))
    .flatMap(({ contract, operation }) =>
      Object.entries(operation.examples).map(([name, example]) => ({ contract, operation, name, example })),
    )
    .toSorted((a, b) => effectOf(a) - effectOf(b));
}

/** The sort key: reads first, then refused writes, then successful writes. */
function effectOf({ operation, example }: PublishedExample): number {
  if (operation.method === 'GET') return 0;
  return example.problem === undefined ? 2 : 1;
}

/**
 * Finds the service that must be down, from an example name such as `card-service-down`. Undefined for other
 * examples.
 */
export function serviceDownIn({ name }: PublishedExample): string | undefined {
  return /^(.+)-service-down$/.exec(name)?.[1];
}
