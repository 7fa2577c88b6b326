import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { type Evidence, evidenceFileName, evidenceSchema } from './evidence.ts';

export type Outcome = 'passed' | 'failed' | 'skipped' | 'todo' | 'expected to fail';

export interface SpecRun {
  /** Relative to the workspace's root. */
  readonly spec: string;
  /** By the full name of the test. */
  readonly outcomes: ReadonlyMap<string, Outcome>;
  /** Only requests of tests that passed. */
  readonly evidence: readonly Evidence[];
}

const RESULTS = 'test-results.json';
const CALLS = 'test-calls';

const assertionSchema = z.object({
  fullName: z.string(),
  status: z.enum(['passed', 'failed', 'skipped', 'pending', 'todo', 'disabled', 'focused']),
  failing: z.boolean().optional(),
});
const resultsSchema = z.object({
  testResults: z.array(z.object({ name: z.string(), assertionResults: z.array(assertionSchema) })),
});

/**
 * Reads the last test results of all projects, and the evidence that is stored beside them. Throws an Error if a file
 * is invalid.
 */
export function readSpecRuns(root: string): SpecRun[] {
  return globSync(`{apps,libs,tools}/*/{,slow-}${RESULTS}`, { cwd: root })
    .sort()
    .flatMap((file) => runsIn(root, file));
}

function runsIn(root: string, file: string): SpecRun[] {
  const { testResults } = resultsSchema.parse(JSON.parse(readFileSync(join(root, file), 'utf8')));
  return testResults.map(({ name, assertionResults }) => {
    const spec = name.slice(name.lastIndexOf(`/${dirname(file)}/`) + 1);
    const outcomes = outcomesOf(assertionResults);
    const evidence = readEvidence(join(root, file.replace(RESULTS, CALLS), evidenceFileName(spec)));
    return { spec, outcomes, evidence: evidence.filter(({ test }) => hasPassed(test, outcomes)) };
  });
}

function outcomesOf(results: readonly z.output<typeof assertionSchema>[]): Map<string, Outcome> {
  const outcomes = new Map<string, Outcome>();
  // Several tests can have the same name. The name counts as passed only if all of them passed.
  for (const result of results) {
    const known = outcomes.get(result.fullName) ?? 'passed';
    outcomes.set(result.fullName, known === 'passed' ? outcomeOf(result) : known);
  }
  return outcomes;
}

function outcomeOf({ status, failing }: z.output<typeof assertionSchema>): Outcome {
  if (status === 'passed') return failing ? 'expected to fail' : 'passed';
  return status === 'failed' || status === 'todo' ? status : 'skipped';
}

function readEvidence(file: string): Evidence[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  return lines.map((line) => evidenceSchema.parse(JSON.parse(line)));
}

/** A request in a hook counts if at least one test of the spec passed and none failed. */
function hasPassed(test: string | null, outcomes: ReadonlyMap<string, Outcome>): boolean {
  if (test !== null) return outcomes.get(test) === 'passed';
  const all = [...outcomes.values()];
  return all.includes('passed') && !all.includes('failed');
}
