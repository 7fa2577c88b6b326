import { z } from 'zod';
import { platformProblems, type ProblemType } from '../schemas/problem.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * Who may call:
 * - `public`: anyone.
 * - `member`: a signed-in member, for the accounts in their token. An `account_id` in the path, the query or the body must
 *   be one of these accounts.
 * - `owner`: a signed-in member, only for the accounts that the member owns according to the token.
 * - `support`: an employee in Qred's support, for every account.
 * - `machine:<scope>`: a machine whose token has the scope.
 */
export type Access = 'public' | 'member' | 'owner' | 'support' | `machine:${string}`;

const MACHINE = 'machine:';

export function isForMembers(access: string): access is 'member' | 'owner' {
  return access === 'member' || access === 'owner';
}

/** Returns the scope that a machine's token needs. Undefined if the operation is not for machines. */
export function machineScopeOf(access: string): string | undefined {
  return access.startsWith(MACHINE) ? access.slice(MACHINE.length) : undefined;
}

/**
 * `edge`: anybody can reach the operation through the edge. `internal`: only services and the identity provider can
 * reach the operation, inside the network. The edge, the load balancer and the mock return 404 for an internal
 * operation.
 */
export type Exposure = 'edge' | 'internal';

export type MediaType = 'application/json' | 'application/x-www-form-urlencoded';

export interface JsonResponse<S extends z.ZodType = z.ZodType> {
  readonly kind: 'json';
  readonly description: string;
  readonly schema: S;
  /**
   * The path of the created resource. The service replaces each `{name}` in the path with a path parameter of the
   * request or a field of `data`.
   */
  readonly location?: `/${string}`;
}

export interface HtmlResponse {
  readonly kind: 'html';
  readonly description: string;
}

export interface RedirectResponse {
  readonly kind: 'redirect';
  readonly description: string;
}

/** For example 204 No Content after a removal. */
export interface EmptyResponse {
  readonly kind: 'empty';
  readonly description: string;
}

export type Response = JsonResponse | HtmlResponse | RedirectResponse | EmptyResponse;

export const json = <S extends z.ZodType>(
  description: string,
  schema: S,
  more: Pick<JsonResponse, 'location'> = {},
): JsonResponse<S> => ({ kind: 'json', description, schema, ...more });
export const html = (description: string): HtmlResponse => ({
  kind: 'html',
  description,
});
export const redirect = (description: string): RedirectResponse => ({
  kind: 'redirect',
  description,
});
/** The status of this response must be 204. */
export const noContent = (description: string): EmptyResponse => ({
  kind: 'empty',
  description,
});

export interface HtmlReply {
  readonly kind: 'html';
  readonly status: number;
  readonly html: string;
}

export interface RedirectReply {
  readonly kind: 'redirect';
  readonly status: number;
  readonly location: string;
}

type Shape = Readonly<Record<string, z.ZodType>>;
type Responses = Readonly<Record<number, Response>>;

/** A request and its response, based on the seed data. Documents, the mock and tests use the same examples. */
export interface Example {
  readonly summary: string;
  /** A member of this account sends the request. For the default, see `accountOfCaller`. */
  readonly account?: string;
  /** Set if the sender is a member without the role that the operation needs, such as owner or support. */
  readonly as?: 'member';
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: Readonly<Record<string, unknown>>;
  /** An example has either `response`, the JSON body of a success, or `problem`, the code of a declared problem. */
  readonly response?: unknown;
  readonly problem?: string;
  /** False for examples that documents omit, such as many similar examples. */
  readonly documented?: false;
}

type DeepReadonly<T> = T extends object ? { readonly [K in keyof T]: DeepReadonly<T[K]> } : T;

interface ExampleOf<R extends Responses> extends Example {
  readonly response?: DeepReadonly<JsonBodyOf<R>>;
}

/** Dates are YYYY-MM-DD. A date begins at midnight UTC. */
export interface OperationDeprecation {
  /** Callers should not use the operation from this date. */
  readonly deprecated?: string;
  /** The operation may be missing from this date. An earlier removal is a breaking change. */
  readonly sunset?: string;
}

export interface OperationDefinition<
  P extends Shape,
  Q extends Shape,
  B extends Shape,
  R extends Responses,
  A extends Access,
> extends OperationDeprecation {
  readonly method: Method;
  /** `/v1/<plural resource>…` with parameters in braces. */
  readonly path: `/${string}`;
  /** A second path to the same handler, for callers that still use an older path. */
  readonly referencePath?: `/${string}`;
  /** One sentence that a product manager understands. */
  readonly summary: string;
  /**
   * False for an operation that is only designed. The service returns 501 NOT_BUILT, and the local edge uses the mock.
   */
  readonly built?: false;
  readonly access: A;
  readonly exposure: Exposure;
  /** The maximum number of calls per minute from one caller. For the default, see `rateLimitOf`. */
  readonly rateLimit?: number;
  /** How long the service may work on a request, in ms. The default comes from the platform's time policy. */
  readonly deadlineMs?: number;
  /**
   * Set if the write accepts an `Idempotency-Key`. A write with a key takes effect once. A repeated request gets the
   * stored response. Every write must set this property.
   */
  readonly idempotencyKey?: 'optional';
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  readonly accepts?: readonly MediaType[];
  readonly responses: R;
  /** `problemsOf` adds the problems of the platform. */
  readonly problems?: readonly ProblemType[];
  readonly examples?: Readonly<Record<string, ExampleOf<R>>>;
}

export interface Operation<
  P extends Shape = Shape,
  Q extends Shape = Shape,
  B extends Shape = Shape,
  R extends Responses = Responses,
  A extends Access = Access,
> extends OperationDeprecation {
  readonly id: string;
  readonly method: Method;
  readonly path: `/${string}`;
  readonly referencePath?: `/${string}`;
  readonly summary: string;
  readonly built: boolean;
  readonly access: A;
  readonly exposure: Exposure;
  readonly rateLimit?: number;
  readonly deadlineMs?: number;
  readonly idempotencyKey?: 'optional';
  readonly params: z.ZodObject<P, z.core.$strict>;
  readonly query: z.ZodObject<Q, z.core.$strict>;
  readonly body?: z.ZodObject<B, z.core.$strict>;
  readonly accepts: readonly MediaType[];
  readonly responses: R;
  readonly problems: readonly ProblemType[];
  readonly examples: Readonly<Record<string, Example>>;
}

type NoShape = Record<never, z.ZodType>;

/** The name of the operation in the contract becomes its id. */
export function operation<
  R extends Responses,
  A extends Access,
  P extends Shape = NoShape,
  Q extends Shape = NoShape,
  B extends Shape = NoShape,
>(definition: OperationDefinition<P, Q, B, R, A>): Omit<Operation<P, Q, B, R, A>, 'id'> {
  const { built, params, query, body, accepts, problems, examples, ...rest } = definition;
  return {
    ...rest,
    built: built ?? true,
    params: z.strictObject(params ?? ({} as P)),
    query: z.strictObject(query ?? ({} as Q)),
    ...(body && { body: bodySchema(definition.method, body) }),
    accepts: accepts ?? ['application/json'],
    problems: problems ?? [],
    examples: examples ?? {},
  };
}

/** If all fields of a PATCH are optional, the body must still have at least one field. */
function bodySchema<B extends Shape>(method: Method, shape: B) {
  const schema = z.strictObject(shape);
  if (method !== 'PATCH' || !schema.safeParse({}).success) return schema;
  return schema
    .refine((fields) => Object.keys(fields).length > 0, 'must have at least one field')
    .meta({ minProperties: 1 });
}

export interface Input<O extends Operation> {
  readonly params: z.output<O['params']>;
  readonly query: z.output<O['query']>;
  readonly body: O extends { readonly body?: infer B } ? (B extends z.ZodType ? z.output<B> : never) : never;
}

type JsonBodyOf<R extends Responses> = {
  [S in keyof R]: R[S] extends JsonResponse<infer T> ? z.output<T> : never;
}[keyof R];

type ReplyOf<R> =
  R extends JsonResponse<infer T>
    ? z.output<T>
    : R extends HtmlResponse
      ? HtmlReply
      : R extends RedirectResponse
        ? RedirectReply
        : R extends EmptyResponse
          ? undefined
          : never;

export type JsonBody<O extends Operation> = JsonBodyOf<O['responses']>;

/** A handler returns the JSON body, or a page, a redirect or nothing, as its contract declares. */
export type Output<O extends Operation> = ReplyOf<O['responses'][keyof O['responses']]>;

/** Undefined if no successful response has a JSON body. */
export function jsonResponse(operation: Operation): { status: number; schema: z.ZodType } | undefined {
  for (const [status, response] of Object.entries(operation.responses)) {
    if (response.kind === 'json') return { status: Number(status), schema: response.schema };
  }
  return undefined;
}

/** Undefined if every response of the operation has a body. */
export function emptyStatus({ responses }: Pick<Operation, 'responses'>): number | undefined {
  const [status] = Object.entries(responses).find(([, { kind }]) => kind === 'empty') ?? [];
  return status === undefined ? undefined : Number(status);
}

/**
 * The path of the resource that the operation creates, with names in braces. Undefined if the operation creates no
 * resource.
 */
export function locationTemplateOf({ responses }: Pick<Operation, 'responses'>): string | undefined {
  for (const response of Object.values(responses))
    if (response.kind === 'json' && response.location !== undefined) return response.location;
  return undefined;
}

export function hasPage({ responses }: Pick<Operation, 'responses'>): boolean {
  return Object.values(responses).some(({ kind }) => kind === 'html');
}

export function namesAccount({ params, query, body }: Operation): boolean {
  return [params, query, body].some((part) => part && 'account_id' in part.shape);
}

/**
 * The default rate limits, in calls per minute. The app of one user needs far fewer calls. A script would exceed the
 * limits.
 */
const READS_PER_MINUTE = 300;
const WRITES_PER_MINUTE = 60;

/** The maximum number of calls per minute from one caller, in each instance of the service. */
export function rateLimitOf({ method, rateLimit }: Pick<Operation, 'method' | 'rateLimit'>): number {
  return rateLimit ?? (method === 'GET' ? READS_PER_MINUTE : WRITES_PER_MINUTE);
}

function isForPeople(access: Access): boolean {
  return isForMembers(access) || access === 'support';
}

/** Returns the problems that the operation declares, and the platform's problems that the operation can cause. */
export function problemsOf(operation: Operation): ProblemType[] {
  const { access, body } = operation;
  return [
    platformProblems.invalidRequest,
    platformProblems.unauthenticated,
    ...(access === 'public' ? [] : [platformProblems.forbidden]),
    ...(isForPeople(access) && namesAccount(operation) ? [platformProblems.accountNotFound] : []),
    platformProblems.notAcceptable,
    ...operation.problems,
    ...(operation.idempotencyKey
      ? [platformProblems.idempotencyKeyInUse, platformProblems.idempotencyKeyReused]
      : []),
    ...(body ? [platformProblems.payloadTooLarge, platformProblems.unsupportedMediaType] : []),
    platformProblems.tooManyRequests,
    platformProblems.internalError,
    platformProblems.unavailable,
  ];
}
