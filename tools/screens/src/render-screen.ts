import { textTable } from '#libs/command-line';
import { type BoundElement, type Element, type ScreenMap, isBound } from './screen-map.ts';

const HEADINGS = ['', 'element', 'shows', 'operation', 'example', 'field in the response', 'test'];

export function renderScreen(map: ScreenMap): string {
  return [map.screen, '', textTable([HEADINGS, ...map.elements.flatMap(rowsOf)])].join('\n');
}

function rowsOf(element: Element): string[][] {
  if (!isBound(element))
    return [[String(element.number), element.element, `static: ${element.because}`, '', '', '', '']];
  const [first = [], ...others] = [...valueRows(element), ...stateRows(element)];
  return [
    [String(element.number), element.element, ...first],
    ...others.map((row) => ['', '', ...row]),
    ...(element.opens ? [['', '', 'a tap opens', element.opens, '', '', '']] : []),
  ];
}

function valueRows({ operation, example, values, test }: BoundElement): string[][] {
  return values.map((value) => [
    value.shows,
    value.operation ?? operation,
    value.example ?? example,
    value.minus_length_of === undefined
      ? value.pointer
      : `${value.pointer} minus the length of ${value.minus_length_of}`,
    test.file,
  ]);
}

function stateRows({ operation, example, states }: BoundElement): string[][] {
  return states.map((state) => [
    `${state.when}: ${state.then}`,
    state.operation ?? operation,
    state.example ?? example,
    state.pointer ?? state.problem ?? '',
    state.test.file,
  ]);
}
