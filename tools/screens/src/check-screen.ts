import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { type Contract, type Example, type Operation, problemsOf } from '#contracts/vocabulary';
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
import { shownValue } from './shown-value.ts';

export interface Sources {
  readonly root: string;
  readonly contracts: readonly Contract[];
}

type Part = Value | State;

/** Returns every error in a screen map, with what to do. `checkEvidence` compares the map with the test runs. */
export function checkScreen(map: ScreenMap, sources: Sources): string[] {
  const bound = map.elements.filter(isBound);
  return [
    ...checkNumbers(map),
    ...checkCoverage(map, bound),
    ...bound.flatMap((element) =>
      checkElement(element, sources).map((fault) => `${element.number} ${element.element}: ${fault}`),
    ),
  ];
}

function checkNumbers({ elements }: ScreenMap): string[] {
  const numbers = elements.map(({ number }) => number);
  const isInOrder = numbers.every((number, index) => number === index + 1);
  return isInOrder ? [] : [`the elements are numbered ${numbers.join(', ')}; number them 1, 2, 3 …`];
}

function checkCoverage({ must_cover: required }: ScreenMap, elements: readonly BoundElement[]): string[] {
  const covered = new Set(elements.flatMap(({ states }) => states.map(({ when }) => when)));
  const open = required.filter((state) => !covered.has(state));
  const unknown = [...covered].filter((state) => !required.includes(state));
  return [
    ...open.map(
      (state) => `no element covers "${state}"; add a state with this text as its when to an element`,
    ),
    ...unknown.map((state) => `an element covers "${state}", which must_cover does not list; add it there`),
  ];
}

function checkElement(element: BoundElement, sources: Sources): string[] {
  const { opens, values, states, test } = element;
  return [
    ...checkOpens(opens, sources),
    ...checkKinds(element),
    ...values.flatMap((value) => of(`"${value.shows}"`, checkPart(element, value, sources))),
    ...states.flatMap((state) =>
      of(`when "${state.when}"`, [...checkPart(element, state, sources), ...checkTest(state.test, sources)]),
    ),
    ...checkTest(test, sources),
  ];
}

function checkTest({ file }: TestPlace, { root }: Sources): string[] {
  return existsSync(join(root, file)) ? [] : [`there is no ${file}; name the spec that covers it`];
}

function checkKinds({ states, never = {} }: BoundElement): string[] {
  return STATE_KINDS.flatMap((kind) => {
    const isCovered = states.some((state) => state.kind === kind);
    if (isCovered && never[kind])
      return [`it has a state of kind ${kind} and a reason under never.${kind}; remove one`];
    if (isCovered || never[kind]) return [];
    return [`no state is of kind ${kind}; add one, or give the reason under never.${kind}`];
  });
}

function of(part: string, faults: readonly string[]): string[] {
  return faults.map((fault) => `${part}: ${fault}`);
}

function checkOpens(opens: string | undefined, { contracts }: Sources): string[] {
  if (opens === undefined || findOperation(contracts, opens)) return [];
  return [noOperation(opens)];
}

function noOperation(name: string): string {
  return `no contract has ${name}; define it in libs/contracts, or write a brief: npm run api:brief`;
}

function checkPart(element: BoundElement, part: Part, { contracts }: Sources): string[] {
  const operationName = part.operation ?? element.operation;
  const operation = findOperation(contracts, operationName);
  if (!operation) return [noOperation(operationName)];
  const exampleName = part.example ?? element.example;
  const example = findExample(operation, exampleName);
  if (!example) {
    const known = Object.keys(operation.examples).join(', ') || 'none';
    return [`${operationName} has no example ${exampleName}, but ${known}; add it to the contract`];
  }
  return 'problem' in part && part.problem !== undefined
    ? checkProblem(operation, example.problem, part.problem)
    : checkShown(part, example, `${operationName}'s example ${exampleName}`);
}

function checkProblem(operation: Operation, shown: string | undefined, problem: string): string[] {
  if (!problemsOf(operation).some(({ code }) => code === problem))
    return [`${operation.id} never returns ${problem}; use a code that its contract declares`];
  if (shown === problem) return [];
  return [`the example has ${shown ?? 'no problem'}; name the one with ${problem}`];
}

function checkShown(part: Part, example: Example, where: string): string[] {
  const { pointer } = part;
  if (pointer === undefined) return ['it has neither a pointer nor a problem; add one'];
  const minus = 'minus_length_of' in part ? part.minus_length_of : undefined;
  const shown = shownValue(example, { pointer, minus_length_of: minus });
  if (shown === undefined) {
    const pointers = minus === undefined ? pointer : `${pointer} minus the length of ${minus}`;
    return [`${pointers} does not exist in ${where}; look it up in the contract's examples`];
  }
  if (part.is === undefined || isDeepStrictEqual(shown, part.is)) return [];
  return [
    `${where} has ${JSON.stringify(shown)} at ${pointer}, not ${JSON.stringify(part.is)}; correct one of them`,
  ];
}
