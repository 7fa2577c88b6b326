export { type ApiFieldError, ApiProblem, type ApiProblemCode } from './api-problem.ts';
export { type ApiClient, createApiClient } from './create-api-client.ts';
export type { Paths, ProblemCode } from './generated/index.ts';
export type * from './generated/named-types.ts';
export type { ApiClientOptions } from './send.ts';
export type { Answer, ItemOf, ListPath, Options, PathOf } from './types.ts';
