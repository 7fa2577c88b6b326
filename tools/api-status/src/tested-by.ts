import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Operation } from '#contracts/vocabulary';
import { type SpecTest, namesOperation, readSpec } from '#tools/spec-files';

export interface Spec {
  readonly file: string;
  readonly tests: readonly SpecTest[];
}

/** The specs that test a service from outside: its own and those of the whole stack. */
export function specsOf(root: string, service: string): Spec[] {
  return [service, 'e2e']
    .map((app) => `apps/${app}/test`)
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => globSync(`${folder}/**/*.spec.ts`, { cwd: root }))
    .sort()
    .map((file) => ({ file, tests: readSpec(readFileSync(join(root, file), 'utf8')) }));
}

/** Finds specs with a test that runs, is expected to pass and mentions an operation by its id or path. */
export function testedBy(
  operation: Operation,
  siblings: readonly Operation[],
  specs: readonly Spec[],
): string[] {
  const isProof = ({ fate, text }: SpecTest) => fate === 'runs' && namesOperation(text, operation, siblings);
  return specs.filter(({ tests }) => tests.some(isProof)).map(({ file }) => file);
}
