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
  return {
    key,
    definition,
    parameters: new Map(parameters.map((parameter) => [nameOf(parameter), parameter])),
    access: String(definition['x-access']),
    isExposed: definition['x-exposure'] === 'edge',
  };
}

/** Header names are case-insensitive. */
function nameOf(parameter: Fields): string {
  const name = String(parameter.name);
  return `${String(parameter.in)} ${parameter.in === 'header' ? name.toLowerCase() : name}`;
}
