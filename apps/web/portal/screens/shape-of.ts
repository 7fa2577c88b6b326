import type { ScreenElement } from '#libs/portal-data';

/** The words in an element's name decide which shape the picture uses for the element. */
export type Shape = 'bar' | 'switcher' | 'chip' | 'image' | 'amount' | 'rows' | 'row' | 'button' | 'box';

const SHAPES: readonly (readonly [RegExp, Shape])[] = [
  [/^button\b/i, 'button'],
  [/^chip\b/i, 'chip'],
  [/^row\b/i, 'row'],
  [/\bimage$/i, 'image'],
  [/\bswitcher$/i, 'switcher'],
  [/\bspend$/i, 'amount'],
  [/\btransactions$/i, 'rows'],
];

export function shapeOf({ element, operation }: Pick<ScreenElement, 'element' | 'operation'>): Shape {
  if (operation === undefined) return 'bar';
  return SHAPES.find(([pattern]) => pattern.test(element))?.[1] ?? 'box';
}

/** Returns the quoted text in the element's name, or the whole name. */
export function labelOf(element: string): string {
  return /"(.+)"/.exec(element)?.[1] ?? element;
}
