import { isDeepStrictEqual } from 'node:util';
import { type Contract, type Example, type Operation, operationsOf, problemsOf } from '#contracts/vocabulary';
import { accountsOf, idsOf } from './accounts-of.ts';
import { checkTest } from './check-test.ts';
import { findExample, findOperation } from './find-example.ts';
import {
  type BoundElement,
  STATE_KINDS,
  type ScreenMap,
  type State,
  type TestPlace,
  type Value,
  isBound,
} from './screen-map.ts';
import { ACCOUNT_SEED } from './seeded-accounts.ts';
import { shownValue } from './shown-value.ts';

/** The facts that screens are checked against. */
export interface Evidence {
  readonly root: string;
  readonly contracts: readonly Contract[];
  /** The accounts of the seed data. */
  readonly seeded: ReadonlySet<string>;
  /** Whether the seed data contains another id. */
  readonly isSeededId: (id: string) => boolean;
}

type Part = Value | State;

/** Returns every error in a screen map as a sentence that says what to do. Empty if there is none. */
export function checkScreen(map: ScreenMap, evidence: Evidence): string[] {
  const bound = map.elements.filter(isBound);
  return [
    ...checkNumbers(map),
    ...checkAnswers(map, bound),
    ...bound.flatMap((element) =>
      checkElement(element, evidence).map((fault) => `${element.number} ${element.element}: ${fault}`),
    ),
  ];
}

function checkNumbers({ elements }: ScreenMap): string[] {
  const numbers = elements.map(({ number }) => number);
  const isInOrder = numbers.every((number, index) => number === index + 1);
  return isInOrder ? [] : [`the elements are numbered ${numbers.join(', ')}; number them 1, 2, 3 …`];
}

function checkAnswers({ answers }: ScreenMap, elements: readonly BoundElement[]): string[] {
  const answered = new Set(elements.flatMap(({ states }) => states.map(({ when }) => when)));
  const open = answers.filter((state) => !answered.has(state));
  const unknown = [...answered].filter((state) => !answers.includes(state));
  return [
    ...open.map((state) => `no element answers "${state}"; give one a state with that when`),
    ...unknown.map((state) => `an element answers "${state}", which answers does not list; add it there`),
  ];
}

function checkElement(element: BoundElement, evidence: Evidence): string[] {
  const { operation, opens, values, states, test } = element;
  return [
    ...checkOpens(opens, evidence),
    ...checkKinds(element),
    ...values.flatMap((value) => of(`"${value.shows}"`, checkPart(element, value, evidence))),
    ...states.flatMap((state) =>
      of(`when "${state.when}"`, [
        ...checkPart(element, state, evidence),
        ...checkTestOf(state.operation ?? operation, state.test, evidence),
      ]),
    ),
    ...checkTestOf(operation, test, evidence),
  ];
}

/** A missing operation is reported at the part that shows it. */
function checkTestOf(name: string, place: TestPlace, { root, contracts }: Evidence): string[] {
  const operation = findOperation(contracts, name);
  return operation ? checkTest(root, place, operation, contracts.flatMap(operationsOf)) : [];
}

function checkKinds({ states, never = {} }: BoundElement): string[] {
  return STATE_KINDS.flatMap((kind) => {
    const isAnswered = states.some((state) => state.kind === kind);
    if (isAnswered && never[kind])
      return [`it has a state of kind ${kind}, and says that it never has; keep one`];
    if (isAnswered || never[kind]) return [];
    return [`no state is of kind ${kind}; add one, or say under never.${kind} because of what there is none`];
  });
}

function of(part: string, faults: readonly string[]): string[] {
  return faults.map((fault) => `${part}: ${fault}`);
}

function checkOpens(opens: string | undefined, { contracts }: Evidence): string[] {
  if (opens === undefined || findOperation(contracts, opens)) return [];
  return [noOperation(opens)];
}

function noOperation(name: string): string {
  return `no contract has ${name}; define it in libs/contracts, or write a brief: npm run api:brief`;
}

function checkPart(element: BoundElement, part: Part, evidence: Evidence): string[] {
  const operationName = part.operation ?? element.operation;
  const operation = findOperation(evidence.contracts, operationName);
  if (!operation) return [noOperation(operationName)];
  const exampleName = part.example ?? element.example;
  const example = findExample(operation, exampleName);
  if (!example) {
    const known = Object.keys(operation.examples).join(', ') || 'none';
    return [`${operationName} has no example ${exampleName}, but ${known}; add it to the contract`];
  }
  return [
    ...('problem' in part && part.problem !== undefined
      ? checkProblem(operation, example.problem, part.problem)
      : checkShown(part, example, `${operationName}'s example ${exampleName}`)),
    ...checkSeed(operation, example, evidence),
  ];
}

function checkProblem(operation: Operation, shown: string | undefined, problem: string): string[] {
  if (!problemsOf(operation).some(({ code }) => code === problem))
    return [`${operation.id} never answers ${problem}; take a code that its contract declares`];
  if (shown === problem) return [];
  return [`the example answers ${shown ?? 'without a problem'}; name the one that answers ${problem}`];
}

function checkShown(part: Part, example: Example, where: string): string[] {
  const { pointer } = part;
  if (pointer === undefined) return ['it has neither a pointer nor a problem; say which of both it shows'];
  const minus = 'minus_length_of' in part ? part.minus_length_of : undefined;
  const shown = shownValue(example, { pointer, minus_length_of: minus });
  if (shown === undefined) {
    const pointers = minus === undefined ? pointer : `${pointer} minus the length of ${minus}`;
    return [`${pointers} leads nowhere in ${where}; follow it in the contract's examples`];
  }
  if (part.is === undefined || isDeepStrictEqual(shown, part.is)) return [];
  return [`${where} has ${JSON.stringify(shown)} at ${pointer}, not ${JSON.stringify(part.is)}; mend one`];
}

function checkSeed(operation: Operation, example: Example, { seeded, isSeededId }: Evidence): string[] {
  if (operation.access === 'public') return [];
  const accounts = accountsOf(operation, example);
  if (accounts.length === 0) return ['the example tells no account; ask for one that is seeded'];
  return [
    ...[...new Set(accounts)]
      .filter((account) => !seeded.has(account))
      .map((account) => `account ${account} is not seeded; add it to ${ACCOUNT_SEED}`),
    ...[...new Set(idsOf(example))]
      .filter((id) => !isSeededId(id))
      .map((id) => `no seed makes ${id}; add it to the service that owns it, or ask for one that is there`),
  ];
}
