import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Operation } from '#contracts/vocabulary';
import { type Fate, namesOperation, readSpec } from '#tools/spec-files';
import type { TestPlace } from './screen-map.ts';

const REMEDY: Readonly<Partial<Record<Fate, string>>> = {
  'is skipped': 'is skipped; let it run',
  'is to do': 'is still to do; write it',
  'is to fail': 'is expected to fail; build what it asks for and take .failing away',
};

/** Describes what is wrong with a test that should cover an operation. Undefined if nothing is. */
export function checkTest(
  root: string,
  { file, title }: TestPlace,
  operation: Operation,
  siblings: readonly Operation[],
): string[] {
  if (!existsSync(join(root, file))) return [`there is no ${file}; name the spec that covers it`];
  const tests = readSpec(readFileSync(join(root, file), 'utf8')).filter((test) => test.title === title);
  if (tests.length === 0) return [`${file} has no test "${title}"; copy the title from the spec`];
  const remedies = tests.flatMap(({ fate }) => REMEDY[fate] ?? []);
  if (remedies.length === tests.length) return remedies.slice(0, 1).map((remedy) => `"${title}" ${remedy}`);
  if (tests.some(({ fate, text }) => fate === 'runs' && namesOperation(text, operation, siblings))) return [];
  return [`"${title}" of ${file} names ${operation.id} nowhere; name the test that does`];
}
