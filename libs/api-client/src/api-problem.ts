import type { ProblemCode } from './generated/index.ts';
import type { PlatformResponse } from './platform.ts';

/** No answer of ours came back: there is no network, or something in between answered instead. */
export const UNREACHABLE = 'UNREACHABLE';

/** What to branch on. Codes that a newer server knows come along as strings. */
export type ApiProblemCode = ProblemCode | typeof UNREACHABLE | (string & Record<never, never>);

/** What is wrong with one field of the request. */
export interface ApiFieldError {
  readonly in: string;
  /** JSON Pointer to the field within that part. */
  readonly pointer: string;
  readonly detail: string;
}

interface Properties {
  readonly code: ApiProblemCode;
  readonly detail: string;
  readonly status?: number | undefined;
  readonly requestId?: string | undefined;
  readonly errors?: readonly ApiFieldError[];
  readonly cause?: unknown;
}

/**
 * An answer that is no success, or none at all. Calls of the client reject with it, but for two cases that pass
 * through as they are: what the token callback throws, and the reason of the caller's own signal.
 */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly code: ApiProblemCode;
  readonly detail: string;
  /** Undefined where no answer came. */
  readonly status: number | undefined;
  /** What to quote to support. */
  readonly requestId: string | undefined;
  /** One for each bad field, for forms. */
  readonly errors: readonly ApiFieldError[];

  constructor({ code, detail, status, requestId, errors = [], cause }: Properties) {
    super(`${code}: ${detail}`, { cause });
    this.code = code;
    this.detail = detail;
    this.status = status;
    this.requestId = requestId;
    this.errors = errors;
  }
}

/** The problem that an answer tells of; codes of bodies that are not problem+json are somebody else's. */
export function problemOf(body: unknown, response: PlatformResponse): ApiProblem {
  const { status } = response;
  const requestId = response.headers.get('x-request-id') ?? undefined;
  const isProblem = response.headers.get('content-type')?.startsWith('application/problem+json');
  const code = isProblem ? text(body, 'code') : undefined;
  if (code === undefined) return unreachable({ status, requestId });
  return new ApiProblem({
    code,
    detail: text(body, 'detail') ?? code,
    status,
    requestId: text(body, 'request_id') ?? requestId,
    errors: fieldErrors(body),
  });
}

/** The problem that no answer of ours came. */
export function unreachable(known: Pick<Properties, 'status' | 'requestId' | 'cause'>): ApiProblem {
  return new ApiProblem({ code: UNREACHABLE, detail: 'The API could not be reached', ...known });
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
