import { type Contract, type Example, type Operation, operationsOf } from '#contracts/vocabulary';
import { toldOn } from '#libs/testing';

/** An example, and what it is one of. */
export interface PublishedExample {
  readonly contract: Contract;
  readonly operation: Operation;
  readonly name: string;
  readonly example: Example;
}

/** Every example of contracts in an order in which each finds the seed data as it was: what writes comes last. */
export function publishedExamples(contracts: readonly Contract[]): PublishedExample[] {
  return contracts
    .flatMap((contract) => operationsOf(contract).map((operation) => ({ contract, operation })))
    .flatMap(({ contract, operation }) =>
      Object.entries(operation.examples).map(([name, example]) => ({ contract, operation, name, example })),
    )
    .toSorted((a, b) => effectOf(a) - effectOf(b));
}

/** What is refused leaves less behind than what is done. */
function effectOf({ operation, example }: PublishedExample): number {
  if (operation.method === 'GET') return 0;
  return example.problem === undefined ? 2 : 1;
}

/** The service without which an example is true, by the name of the example: `card-service-down`. */
export function serviceDownIn({ name }: PublishedExample): string | undefined {
  return /^(.+)-service-down$/.exec(name)?.[1];
}

/** The example as it was true on a day (YYYY-MM-DD). */
export function exampleOn(day: string, example: Example): Example {
  const { params, query, body, ...rest } = example;
  const moved = (texts: Readonly<Record<string, string>> = {}) =>
    Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, String(toldOn(day, text))]));
  return {
    ...rest,
    params: moved(params),
    query: moved(query),
    ...(body && { body: Object.fromEntries(Object.entries(body).map(([k, v]) => [k, toldOn(day, v)])) }),
    response: toldOn(day, example.response),
  };
}
