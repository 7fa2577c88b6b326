import { machineScopeOf } from '#contracts/vocabulary';
import { type Document, type Fields, fields, list, resolve } from './document.ts';

export const PARAMETER = /\{([^}]+)\}/g;

const METHODS = ['get', 'put', 'post', 'delete', 'patch', 'head', 'options'];

export interface DocumentedOperation {
  /** For example, `GET /v1/cards`. */
  readonly key: string;
  readonly definition: Fields;
  readonly parameters: ReadonlyMap<string, Fields>;
  readonly access: string;
  readonly isExposed: boolean;
  /** Alternative credentials. A caller needs only one of these alternatives. */
  readonly security: readonly Fields[];
}

/**
 * Returns operations by method and path, such as `GET /v1/cards/{}`. The keys omit the names of path
 * parameters.
 */
export function operationsOf(document: Document): Map<string, DocumentedOperation> {
  const operations = Object.entries(fields(document.paths)).flatMap(([path, value]) => {
    const item = resolve(document, value);
    return METHODS.filter((method) => method in item).map((method) =>
      operationOf(document, `${method.toUpperCase()} ${path}`, item, fields(item[method])),
    );
  });
  return new Map(operations.map((operation) => [operation.key.replaceAll(PARAMETER, '{}'), operation]));
}

function operationOf(document: Document, key: string, item: Fields, definition: Fields): DocumentedOperation {
  const parameters = [...list(item.parameters), ...list(definition.parameters)].map((parameter) =>
    resolve(document, parameter),
  );
  const access = typeof definition['x-access'] === 'string' ? definition['x-access'] : '';
  return {
    key,
    definition,
    parameters: new Map(parameters.map((parameter) => [nameOf(parameter), parameter])),
    access,
    isExposed: isExposed(definition['x-exposure'], access),
    security: securityOf(definition.security ?? document.security),
  };
}

/** In documents without `x-exposure`, only operations for machines are internal. */
function isExposed(exposure: unknown, access: string): boolean {
  return exposure === undefined ? machineScopeOf(access) === undefined : exposure === 'edge';
}

/** Header names are case-insensitive. */
function nameOf(parameter: Fields): string {
  const name = String(parameter.name);
  return `${String(parameter.in)} ${parameter.in === 'header' ? name.toLowerCase() : name}`;
}

/** Returns one empty requirement if the operation has no security requirement. */
function securityOf(security: unknown): Fields[] {
  const requirements = list(security).map(fields);
  return requirements.length > 0 ? requirements : [{}];
}
