import type { Example, Operation } from '#contracts/vocabulary';
import type { Json } from './components.ts';

export function documentedExamples({ examples }: Operation): [string, Example][] {
  return Object.entries(examples).filter(([, { documented = true }]) => documented);
}

export function namedExamples(operation: Operation, part: (example: Example) => unknown): Json {
  return Object.fromEntries(
    documentedExamples(operation)
      .map(([name, example]) => [name, { summary: example.summary, value: part(example) }] as const)
      .filter(([, { value }]) => value !== undefined),
  );
}

export function hasEntries(object: Json): boolean {
  return Object.keys(object).length > 0;
}
