import { type Contract, type Operation, operationsOf, pathsOf } from '#contracts/vocabulary';
import { type Components, type Json, noComponents } from './components.ts';
import { type OperationObject, openApiOperation } from './operation-object.ts';
import { pascalCase } from './pascal-case.ts';

export interface OpenApiOperation extends OperationObject {
  readonly operationId: string;
  readonly tags: readonly string[];
}

export interface Server {
  readonly url: string;
  readonly description?: string;
}

export interface About {
  readonly title: string;
  readonly description: string;
  /** The server that callers use. The default is the server of the document. */
  readonly servers?: readonly Server[];
}

export interface OpenApiDocument extends Json {
  readonly openapi: string;
  readonly info: { title: string; description: string; version: string; contact: { name: string } };
  readonly servers: readonly Server[];
  readonly tags: readonly { name: string; description: string }[];
  readonly paths: Record<string, Record<string, OpenApiOperation>>;
  readonly components: Components & { readonly securitySchemes: Json };
}

const CONTACT = { name: 'Qred card platform' };

const PING = 'ping';

/**
 * By default, the document contains all operations of the contract. Throws an Error with the operation's name if a schema
 * has a type or a rule that OpenAPI can't express.
 */
export function openApiDocument(
  contract: Contract,
  about: About,
  operations: readonly Operation[] = operationsOf(contract),
): OpenApiDocument {
  const components = noComponents();
  const paths: Record<string, Record<string, OpenApiOperation>> = {};
  for (const operation of operations) {
    const documented = documentedOperation(contract, operation, components);
    for (const path of pathsOf(operation)) {
      const item = (paths[path] ??= {});
      const names = { operationId: operationIdOf(contract, operation, path), tags: [contract.name] };
      item[operation.method.toLowerCase()] = { ...names, ...documented };
    }
  }
  return {
    openapi: '3.1.0',
    info: { title: about.title, description: about.description, version: '1', contact: CONTACT },
    servers: about.servers ?? [{ url: '/' }],
    tags: [{ name: contract.name, description: about.description }],
    paths,
    components: {
      schemas: sorted(components.schemas),
      responses: sorted(components.responses),
      headers: sorted(components.headers),
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
  };
}

function documentedOperation(
  { name }: Contract,
  operation: Operation,
  components: Components,
): OperationObject {
  try {
    return openApiOperation(operation, components);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`${name}.${operation.id} can't be documented: ${reason}`, { cause });
  }
}

/**
 * Ids are unique across all services, so that documents can be merged. A reference path has a separate id. The id of
 * `ping` contains the service's name.
 */
export function operationIdOf({ name }: Contract, { id, referencePath }: Operation, path: string): string {
  if (id === PING) return `${id}${pascalCase(name)}`;
  return path === referencePath ? `${id}ByReferencePath` : id;
}

function sorted(object: Json): Json {
  return Object.fromEntries(Object.entries(object).sort(([a], [b]) => a.localeCompare(b)));
}
