import { type Contract, type Example, type Operation, operationsOf } from '#contracts/vocabulary';

/** An example with its contract and operation. */
export interface PublishedExample {
  readonly contract: Contract;
  readonly operation: Operation;
  readonly name: string;
  readonly example: Example;
}

/**
 * Every example of the contracts. Examples of writes come last, so that all other examples find unchanged seed
 * data.
 */
export function publishedExamples(contracts: readonly Contract[]): PublishedExample[] {
  return contracts
    .flatMap((contract) => operationsOf(contract).map((operation) => ({ contract, operation })))
    .flatMap(({ contract, operation }) =>
      Object.entries(operation.examples).map(([name, example]) => ({ contract, operation, name, example })),
    )
    .toSorted((a, b) => effectOf(a) - effectOf(b));
}

/** The sort key of an example: reads first, which have no effect, then refused writes, then successful writes. */
function effectOf({ operation, example }: PublishedExample): number {
  if (operation.method === 'GET') return 0;
  return example.problem === undefined ? 2 : 1;
}

/** The service that must be down for an example, from the example's name, such as `card-service-down`. */
export function serviceDownIn({ name }: PublishedExample): string | undefined {
  return /^(.+)-service-down$/.exec(name)?.[1];
}
