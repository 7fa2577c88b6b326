import type { ProblemCode } from './generated/index.ts';
import type { PlatformResponse } from './platform.ts';

/**
 * The code if the API did not respond. Examples are a missing network, a timeout, and a response from a different
 * server.
 */
export const UNREACHABLE = 'UNREACHABLE';

/** Branch on this code. A newer server can send a code that this type does not list. */
export type ApiProblemCode = ProblemCode | typeof UNREACHABLE | (string & Record<never, never>);

export interface ApiFieldError {
  readonly in: string;
  /** JSON Pointer to the field. `in` says which part of the request contains the field. */
  readonly pointer: string;
  readonly detail: string;
}

interface Properties {
  readonly code: ApiProblemCode;
  readonly detail: string;
  readonly status?: number | undefined;
  readonly requestId?: string | undefined;
  readonly retryAfterSeconds?: number | undefined;
  readonly errors?: readonly ApiFieldError[];
  readonly cause?: unknown;
}

/**
 * An error response, or a missing response. Calls of the client reject with an ApiProblem, with three exceptions. If
 * the token callback fails, the call rejects with the callback's error. If the caller's signal is aborted, the call
 * rejects with the signal's reason. If the request can't be created, the call rejects with a TypeError.
 */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly code: ApiProblemCode;
  readonly detail: string;
  /** The status of the response. Undefined if there was no response. */
  readonly status: number | undefined;
  /** Users quote this id to support. */
  readonly requestId: string | undefined;
  /** The server's minimum wait before a retry, if the server sends one (s). */
  readonly retryAfterSeconds: number | undefined;
  /** One error for each invalid field, to show in a form. */
  readonly errors: readonly ApiFieldError[];

  constructor({ code, detail, status, requestId, retryAfterSeconds, errors = [], cause }: Properties) {
    super(`${code}: ${detail}`, { cause });
    this.code = code;
    this.detail = detail;
    this.status = status;
    this.requestId = requestId;
    this.retryAfterSeconds = retryAfterSeconds;
    this.errors = errors;
  }
}

/**
 * Returns the problem in an error response. A response that is not problem+json does not come from the API, so its
 * problem is UNREACHABLE.
 */
export function problemOf(body: unknown, response: PlatformResponse): ApiProblem {
  const { status } = response;
  const requestId = response.headers.get('x-request-id') ?? undefined;
  const isProblem = response.headers.get('content-type')?.startsWith('application/problem+json');
  const code = isProblem ? text(body, 'code') : undefined;
  const retryAfterSeconds = secondsOf(response.headers.get('retry-after'));
  if (code === undefined) return unreachable({ status, requestId, retryAfterSeconds });
  return new ApiProblem({
    code,
    detail: text(body, 'detail') ?? code,
    status,
    requestId: text(body, 'request_id') ?? requestId,
    retryAfterSeconds,
    errors: fieldErrors(body),
  });
}

export function unreachable(known: Omit<Properties, 'code' | 'detail'>): ApiProblem {
  return new ApiProblem({ code: UNREACHABLE, detail: 'The API could not be reached', ...known });
}

/** Reads a Retry-After header in seconds. Our servers never send a date in this header. */
function secondsOf(header: string | null): number | undefined {
  return header !== null && /^\d+$/.test(header) ? Number(header) : undefined;
}

function fieldErrors(body: unknown): ApiFieldError[] {
  const errors = member(body, 'errors');
  if (!Array.isArray(errors)) return [];
  return errors.map((error: unknown) => ({
    in: text(error, 'in') ?? '',
    pointer: text(error, 'pointer') ?? '',
    detail: text(error, 'detail') ?? '',
  }));
}

function text(body: unknown, key: string): string | undefined {
  const value = member(body, key);
  return typeof value === 'string' ? value : undefined;
}

function member(body: unknown, key: string): unknown {
  return typeof body === 'object' && body !== null ? new Map(Object.entries(body)).get(key) : undefined;
}
