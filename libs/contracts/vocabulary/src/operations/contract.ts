import { z } from 'zod';
import { assertDeprecationIsValid } from './deprecation.ts';
import { type Exposure, type Operation, type Response, operation, json } from './operation.ts';
import { data } from '../schemas/page.ts';

type Definitions = Readonly<Record<string, Omit<Operation, 'id'>>>;
type Named<D extends Definitions> = { readonly [K in keyof D]: D[K] & { readonly id: string } };

const ping = operation({
  method: 'GET',
  path: '/ping',
  summary: 'Shows that the service is alive.',
  access: 'public',
  exposure: 'edge',
  responses: {
    200: json(
      'The service is alive',
      data(
        z
          .object({
            service: z.string().meta({ description: 'The name of the service' }),
            version: z.string().meta({ description: 'The deployed version' }),
          })
          .meta({ id: 'Ping' }),
      ),
    ),
  },
});

type Platform = { readonly ping: typeof ping };

export interface Contract<D extends Definitions = Definitions> {
  readonly name: string;
  readonly operations: Named<D & Platform>;
}

/**
 * Defines the operations of one service. The key of an operation is its id. Adds a `ping` operation.
 *
 * Throws an Error if:
 * - an operation is called `ping`, or a GET operation has a body
 * - the status of a response doesn't fit its kind, such as 204 with JSON
 * - two operations have the same method and path
 * - the parameters in a path differ from the declared parameters
 * - a path can be percent-encoded in several ways
 * - a date of a deprecation is invalid
 * - the same request can match different paths of an internal and an exposed operation
 */
export function contract<D extends Definitions>(name: string, definitions: D): Contract<D> {
  if ('ping' in definitions)
    throw new Error(`${name}: every service has the operation ping. Give yours another name.`);
  const all = { ...definitions, ping };
  const operations = Object.fromEntries(
    Object.entries<Omit<Operation, 'id'>>(all).map(([id, definition]) => [id, { ...definition, id }]),
  );
  Object.values(operations).forEach(assertPathsAreMatchable);
  Object.values(operations).forEach(assertParametersMatchPath);
  Object.values(operations).forEach(assertBodyIsRead);
  Object.values(operations).forEach(assertStatusesFit);
  Object.values(operations).forEach((each) => assertDeprecationIsValid(each.id, each));
  assertRoutesAreDistinct(Object.values(operations));
  assertExposureIsClear(Object.values(operations));
  return { name, operations: operations as Named<typeof all> };
}

export function operationsOf(contract: Contract): Operation[] {
  return Object.values<Operation>(contract.operations);
}

/**
 * A fixed segment has only characters that no client percent-encodes (RFC 3986, 2.3). Clients resolve the segments `.`
 * and `..`.
 */
const SEGMENT = /^(?:(?!\.{1,2}$)[\w.~-]+|\{\w+\})$/;

function assertPathsAreMatchable(operation: Operation): void {
  for (const path of pathsOf(operation)) {
    const fault = path
      .slice(1)
      .split('/')
      .find((segment) => !SEGMENT.test(segment));
    if (fault === undefined) continue;
    throw new Error(
      `${operation.id}: ${path} has the segment "${fault}"; use letters, digits, "-", "_", "." and "~", or one {parameter}`,
    );
  }
}

function assertParametersMatchPath(operation: Operation): void {
  const declared = Object.keys(operation.params.shape).sort().join();
  for (const path of pathsOf(operation)) {
    const inPath = [...path.matchAll(/\{(\w+)\}/g)]
      .map(([, name]) => name)
      .sort()
      .join();
    if (inPath !== declared) {
      throw new Error(
        `${operation.id}: ${path} has the parameters [${inPath}], but the operation declares [${declared}]`,
      );
    }
  }
}

/** Services ignore the body of a GET request. */
function assertBodyIsRead({ id, method, body }: Operation): void {
  if (method === 'GET' && body)
    throw new Error(`${id}: a GET request has no body. Declare the values as query, or use another method.`);
}

/** The statuses that a response of each kind may have. Problems have their own statuses. */
const STATUSES = {
  json: /^20[0-36-9]$/,
  empty: /^204$/,
  redirect: /^30[12378]$/,
  html: /^(?:20[0-36-9]|4\d\d)$/,
} as const satisfies Record<Response['kind'], RegExp>;

function assertStatusesFit({ id, responses }: Operation): void {
  for (const [status, { kind }] of Object.entries(responses)) {
    if (STATUSES[kind].test(status)) continue;
    throw new Error(
      `${id}: the status ${status} does not fit a response of the kind ${kind}. Use 2xx for json, 204 for noContent, 3xx for redirect. Errors belong to \`problems\`.`,
    );
  }
}

/** Throws an Error if two operations have the same method and path. Ignores the names of parameters. */
function assertRoutesAreDistinct(operations: readonly Operation[]): void {
  const seen = new Map<string, Operation>();
  for (const operation of operations)
    for (const path of pathsOf(operation)) {
      const route = `${operation.method} ${shapeOfPath(path)}`;
      const other = seen.get(route);
      if (other)
        throw new Error(
          `${operation.id} has the method and path of ${other.id}: ${operation.method} ${path}. Give one of them another path, or extend ${other.id}.`,
        );
      seen.set(route, operation);
    }
}

/**
 * Returns the operations that the edge forwards. The edge returns 404 for all other paths. `answersPing` is true for
 * the service that responds to `/ping` at the edge.
 */
export function exposedOperationsOf(contract: Contract, answersPing: boolean): Operation[] {
  return operationsOf(contract).filter(
    ({ id, exposure }) => exposure === 'edge' && (answersPing || id !== 'ping'),
  );
}

/** Whether a request path exists that matches `one` and `other`. */
export function pathsOverlap(one: string, other: string): boolean {
  const parts = one.split('/');
  const others = other.split('/');
  const isOpen = (part = ''): boolean => part.startsWith('{');
  return (
    parts.length === others.length &&
    parts.every((part, at) => isOpen(part) || isOpen(others[at]) || part === others[at])
  );
}

/**
 * The edge and the load balancer route only by path. If a path matches an internal operation and an exposed operation,
 * they can't tell which one the request is for.
 */
function assertExposureIsClear(operations: readonly Operation[]): void {
  const pathsOfExposure = (wanted: Exposure): string[] =>
    operations.filter(({ exposure }) => exposure === wanted).flatMap(pathsOf);
  for (const internal of pathsOfExposure('internal')) {
    const exposed = pathsOfExposure('edge').find(
      (path) => pathsOverlap(path, internal) && shapeOfPath(path) !== shapeOfPath(internal),
    );
    if (exposed === undefined) continue;
    throw new Error(
      `${internal} is internal, but the exposed ${exposed} matches some of its paths; change one of the two paths`,
    );
  }
}

/** The operation's path, then its reference path. */
export function pathsOf(operation: Operation): string[] {
  return operation.referencePath ? [operation.path, operation.referencePath] : [operation.path];
}

/** The path with `{}` for each parameter. The names of parameters don't matter when a request is routed. */
export function shapeOfPath(path: string): string {
  return path.replaceAll(/\{\w+\}/g, '{}');
}
