import { type Document, type Fields, fields, list, resolve } from './document.ts';

const METHODS = ['get', 'put', 'post', 'delete', 'patch', 'head', 'options'];

export interface DocumentedOperation {
  /** As a person writes it: `GET /v1/cards`. */
  readonly key: string;
  readonly definition: Fields;
  readonly parameters: ReadonlyMap<string, Fields>;
  readonly access: string;
  readonly security: readonly Fields[];
}

/** The operations of a document, by method and path. */
export function operationsOf(document: Document): Map<string, DocumentedOperation> {
  const operations = Object.entries(fields(document.paths)).flatMap(([path, value]) => {
    const item = resolve(document, value);
    return METHODS.filter((method) => method in item).map((method) =>
      operationOf(document, `${method.toUpperCase()} ${path}`, item, fields(item[method])),
    );
  });
  return new Map(operations.map((operation) => [operation.key, operation]));
}

function operationOf(document: Document, key: string, item: Fields, definition: Fields): DocumentedOperation {
  const parameters = [...list(item.parameters), ...list(definition.parameters)].map((parameter) =>
    resolve(document, parameter),
  );
  return {
    key,
    definition,
    parameters: new Map(
      parameters.map((parameter) => [`${String(parameter.in)} ${String(parameter.name)}`, parameter]),
    ),
    access: typeof definition['x-access'] === 'string' ? definition['x-access'] : '',
    security: list(definition.security ?? document.security ?? []).map(fields),
  };
}
