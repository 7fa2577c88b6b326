import type { Example, Operation } from '#contracts/vocabulary';
import type { Json } from './components.ts';

export function namedExamples(operation: Operation, part: (example: Example) => unknown): Json {
  return Object.fromEntries(
    Object.entries(operation.examples)
      .map(([name, example]) => [name, { summary: example.summary, value: part(example) }] as const)
      .filter(([, { value }]) => value !== undefined),
  );
}

export function hasEntries(object: Json): boolean {
  return Object.keys(object).length > 0;
}
