import type { Contract } from '#contracts/vocabulary';
import type { ElementState, FieldSource, PortalScreen, ScreenElement, ShownValue } from '#libs/portal-data';
import {
  type BoundElement,
  type Element,
  type State,
  type Value,
  checkScreen,
  findExample,
  findOperation,
  isBound,
  readScreen,
  screenFiles,
  shownValue,
} from '#tools/screens';

/** Reads the screen maps. The value of each element comes from an example in a contract. */
export function describeScreens(root: string, contracts: readonly Contract[]): PortalScreen[] {
  return screenFiles(root).map((file) => {
    const map = readScreen(root, file);
    return {
      file,
      screen: map.screen,
      elements: map.elements.map((element) => describeElement(element, contracts)),
      faults: checkScreen(map, { root, contracts }),
    };
  });
}

function describeElement(element: Element, contracts: readonly Contract[]): ScreenElement {
  const about = { number: element.number, element: element.element };
  if (!isBound(element)) return { ...about, because: element.because, values: [], states: [] };
  return {
    ...about,
    operation: element.operation,
    ...(element.opens !== undefined && { opens: element.opens }),
    values: element.values.map((value) => describeValue(value, element, contracts)),
    states: element.states.map((state) => describeState(state, element, contracts)),
  };
}

function describeValue(value: Value, element: BoundElement, contracts: readonly Contract[]): ShownValue {
  return { shows: value.shows, ...sourceOf(value, element, contracts) };
}

function describeState(state: State, element: BoundElement, contracts: readonly Contract[]): ElementState {
  return {
    when: state.when,
    ...(state.kind && { kind: state.kind }),
    then: state.then,
    test: `${state.test.file}: ${state.test.title}`,
    ...sourceOf(state, element, contracts),
  };
}

function sourceOf(part: Value | State, element: BoundElement, contracts: readonly Contract[]): FieldSource {
  const name = part.operation ?? element.operation;
  const exampleName = part.example ?? element.example;
  const operation = findOperation(contracts, name);
  const example = operation && findExample(operation, exampleName);
  const minus = 'minus_length_of' in part ? part.minus_length_of : undefined;
  const problem = 'problem' in part ? part.problem : undefined;
  const { pointer } = part;
  return {
    operation: name,
    example: exampleName,
    ...(pointer !== undefined && { pointer }),
    ...(minus !== undefined && { minusLengthOf: minus }),
    ...(problem !== undefined && { problem }),
    ...(pointer !== undefined &&
      example && { value: shownValue(example, { pointer, minus_length_of: minus }) }),
  };
}
