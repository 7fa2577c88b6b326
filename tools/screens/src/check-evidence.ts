import type { Contract } from '#contracts/vocabulary';
import type { Outcome, SpecRun } from '#libs/test-evidence';
import { findOperation } from './find-example.ts';
import { type ScreenMap, type TestPlace, isBound } from './screen-map.ts';

/** This spec sends every example to the services with seed data. */
export const FIDELITY_SPEC = 'apps/e2e/test/fidelity.slow.spec.ts';

const REMEDY: Readonly<Record<Exclude<Outcome, 'passed'>, string>> = {
  failed: 'failed; fix it',
  skipped: 'is skipped; let it run',
  todo: 'is a todo; write it',
  'expected to fail': 'is expected to fail; build the operation and remove .failing',
};

export interface EvidenceReport {
  /** Each error says what to do. */
  readonly faults: readonly string[];
  readonly withoutResults: readonly string[];
}

interface Claim {
  readonly about: string;
  readonly operation: string;
  readonly example: string;
  readonly test?: TestPlace;
}

/**
 * Checks that every test in a screen map passes and calls the operation of its element. Also checks that a test sends
 * every example of the map to the services.
 */
export function checkEvidence(
  map: ScreenMap,
  contracts: readonly Contract[],
  runs: readonly SpecRun[],
): EvidenceReport {
  const runOf = new Map(runs.map((run) => [run.spec, run]));
  const claims = claimsOf(map);
  const specs = [FIDELITY_SPEC, ...claims.flatMap(({ test }) => test?.file ?? [])];
  return {
    faults: claims.flatMap(({ about, ...claim }) =>
      faultsOf(claim, contracts, runOf).map((fault) => `${about}: ${fault}`),
    ),
    withoutResults: [...new Set(specs)].filter((spec) => !runOf.has(spec)).sort(),
  };
}

function claimsOf({ elements }: ScreenMap): Claim[] {
  return elements.filter(isBound).flatMap(({ number, element, operation, example, values, states, test }) => {
    const about = `${number} ${element}`;
    const source = { operation, example };
    return [
      { about, ...source, test },
      ...values.map((value) => ({ about: `${about}: "${value.shows}"`, ...sourceOf(value, source) })),
      ...states.map((state) => ({
        about: `${about}: when "${state.when}"`,
        ...sourceOf(state, source),
        test: state.test,
      })),
    ];
  });
}

type Source = Pick<Claim, 'operation' | 'example'>;

function sourceOf(
  { operation, example }: { readonly [K in keyof Source]?: Source[K] | undefined },
  element: Source,
): Source {
  return { operation: operation ?? element.operation, example: example ?? element.example };
}

function faultsOf(
  { operation, example, test }: Omit<Claim, 'about'>,
  contracts: readonly Contract[],
  runOf: ReadonlyMap<string, SpecRun>,
): string[] {
  if (findOperation(contracts, operation)?.built === false)
    return [`${operation} is not built; build it, or take it off the screen`];
  const fidelity = runOf.get(FIDELITY_SPEC);
  const run = test && runOf.get(test.file);
  return [
    ...(fidelity ? faultsOfExample(operation, example, fidelity) : []),
    ...(test && run ? faultsOfTest(operation, test, run) : []),
  ];
}

function faultsOfExample(operation: string, example: string, { evidence }: SpecRun): string[] {
  const isSent = evidence.some((request) => request.operation === operation && request.example === example);
  if (isSent) return [];
  return [`no passing test of ${FIDELITY_SPEC} sends ${operation}'s example ${example} to the services`];
}

function faultsOfTest(
  operation: string,
  { file, title }: TestPlace,
  { outcomes, evidence }: SpecRun,
): string[] {
  const outcome = outcomes.get(title);
  if (!outcome) return [`${file} has no test "${title}"; copy the full name that Jest prints`];
  if (outcome !== 'passed') return [`"${title}" ${REMEDY[outcome]}`];
  // A request in a hook counts as a request of every test in the spec.
  const own = evidence.filter(({ test }) => test === title || test === null);
  if (own.some((request) => request.operation === operation)) return [];
  return [`"${title}" of ${file} never calls ${operation}; name the test that does`];
}
