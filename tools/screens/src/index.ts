export { readScreen, screenFiles } from './read-screens.ts';
export { type Element, type ScreenMap, isBound } from './screen-map.ts';
