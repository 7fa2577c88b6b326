export { checkScreen } from './check-screen.ts';
export { findExample, findOperation } from './find-example.ts';
export { readScreen, screenFiles } from './read-screens.ts';
export {
  type BoundElement,
  type Element,
  type ScreenMap,
  type State,
  type Value,
  isBound,
} from './screen-map.ts';
export { shownValue } from './shown-value.ts';
export { type Deployments, deploymentsTo, noRecords } from './status/deployments.ts';
export { type OperationStatus, operationStatuses } from './status/operation-status.ts';
