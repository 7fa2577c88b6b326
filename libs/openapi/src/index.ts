export { type Components, noComponents } from './components.ts';
export {
  type About,
  type OpenApiDocument,
  type OpenApiOperation,
  type Server,
  openApiDocument,
  operationIdOf,
} from './document.ts';
export { type OperationObject, openApiOperation } from './operation-object.ts';
export type { OpenApiParameter } from './parameters.ts';
export { PROBLEM_CODES } from './problem-responses.ts';
