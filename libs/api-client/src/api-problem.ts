import type { ProblemCode } from './generated/index.ts';
import type { PlatformResponse } from './platform.ts';

/**
 * The code for a missing response: there is no network, the time ran out, or something other than the API responded.
 */
export const UNREACHABLE = 'UNREACHABLE';

/** The code to branch on. A newer server can send a code that is not in the list. */
export type ApiProblemCode = ProblemCode | typeof UNREACHABLE | (string & Record<never, never>);

/** What is wrong with one field of the request. */
export interface ApiFieldError {
  readonly in: string;
  /** JSON Pointer to the field within the part that `in` names. */
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
 * An error response, or a missing response. Calls of the client reject with an ApiProblem, except in three cases. If
 * the token callback fails, they reject with its error. If the caller's signal is aborted, they reject with its reason.
 * If the request can't be made, they reject with a TypeError.
 */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly code: ApiProblemCode;
  readonly detail: string;
  /** The status of the response. Undefined if there was no response. */
  readonly status: number | undefined;
  /** The id to quote to support. */
  readonly requestId: string | undefined;
  /** The server's minimum wait before a retry, if it sends one (s). */
  readonly retryAfterSeconds: number | undefined;
  /** One entry per invalid field, for forms. */
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
 * The problem in an error response. UNREACHABLE if the response is not problem+json, because then it is not from the
 * API.
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

/** The problem for a missing response. */
export function unreachable(known: Omit<Properties, 'code' | 'detail'>): ApiProblem {
  return new ApiProblem({ code: UNREACHABLE, detail: 'The API could not be reached', ...known });
}

/** The value of a Retry-After header in seconds. Our servers never send a date in it. */
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
