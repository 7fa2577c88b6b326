import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';

interface OperationObject {
  readonly 'x-access'?: string;
  readonly parameters?: readonly { readonly name: string }[];
  readonly 'x-exposure'?: string;
}

/** The parts of a contract's OpenAPI document that are looked at here; the rest is passed on as it is. */
export interface ClientDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, OperationObject>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, object>>>>;
}

/** A service's document without the operations that apps can't call, and without the components of those. */
export async function readClientDocument(root: string, service: string): Promise<ClientDocument> {
  const text = await readFile(join(root, 'libs', 'contracts', service, 'openapi.yaml'), 'utf8');
  return forClients(parse(text) as ClientDocument);
}

/** Leaves out internal operations, operations of machines, and the components that nothing else refers to. */
export function forClients(document: ClientDocument): ClientDocument {
  const paths = mapEntries(document.paths, (path) => keepEntries(path, (_, found) => isForApps(found)));
  return withoutUnused({ ...document, paths: keepEntries(paths, (_, path) => Object.keys(path).length > 0) });
}

function isForApps(operation: OperationObject): boolean {
  return operation['x-exposure'] !== 'internal' && !operation['x-access']?.startsWith('machine:');
}

/** Goes on until nothing is left out, because a component may be referred to by an unused one alone. */
function withoutUnused(document: ClientDocument): ClientDocument {
  const text = JSON.stringify(document);
  const { schemas = {} } = document.components;
  const used = keepEntries(schemas, (name) => text.includes(`"#/components/schemas/${name}"`));
  if (Object.keys(used).length === Object.keys(schemas).length) return document;
  return withoutUnused({ ...document, components: { ...document.components, schemas: used } });
}

function keepEntries<T>(
  record: Readonly<Record<string, T>>,
  keep: (key: string, value: T) => boolean,
): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([key, value]) => keep(key, value)));
}

function mapEntries<T>(record: Readonly<Record<string, T>>, map: (value: T) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}
