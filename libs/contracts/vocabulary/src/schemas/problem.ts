import { z } from 'zod';

/** A kind of error response. The code is stable, so clients can use the code to distinguish errors. */
export interface ProblemType {
  readonly code: string;
  readonly status: number;
  readonly title: string;
}

/** Declares a kind of error. `code` is UPPER_SNAKE_CASE, and must never change after its publication. */
export function problemType<const P extends ProblemType>(problem: P): P {
  return problem;
}

/** The `type` in RFC 9457. The type is a URN, not a URL, because the code has no web page. */
export function problemUri(code: string): string {
  return `urn:qred:problem:${code.toLowerCase().replaceAll('_', '-')}`;
}

export const fieldError = z
  .object({
    in: z
      .enum(['path', 'query', 'body'])
      .meta({ description: 'The part of the request that holds the field' }),
    pointer: z.string().meta({ description: 'JSON Pointer (RFC 6901) to the field within that part' }),
    detail: z.string().meta({ description: 'What is wrong with it' }),
  })
  .meta({ id: 'FieldError' });

export type FieldError = z.output<typeof fieldError>;

/** Every error response has this body (RFC 9457). */
export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int().min(400).max(599),
    detail: z.string().meta({ description: 'What happened, and what to do about it' }),
    instance: z.string().meta({ description: 'The path of the request' }),
    code: z.string().meta({ description: 'Stable and machine readable' }),
    request_id: z
      .string()
      .meta({ description: 'The id of the request in the logs; mention it to the support' }),
    errors: z.array(fieldError).optional(),
  })
  .meta({ id: 'Problem', description: 'What went wrong (RFC 9457)' });

export type Problem = z.output<typeof problem>;

/** The platform adds some of these errors to each operation, depending on the declaration of the operation. */
export const platformProblems = {
  invalidRequest: problemType({ code: 'INVALID_REQUEST', status: 400, title: 'The request is not valid' }),
  unauthenticated: problemType({
    code: 'UNAUTHENTICATED',
    status: 401,
    title: 'A valid bearer token is needed',
  }),
  forbidden: problemType({ code: 'FORBIDDEN', status: 403, title: 'You may not do this' }),
  notFound: problemType({ code: 'NOT_FOUND', status: 404, title: 'There is nothing here' }),
  accountNotFound: problemType({
    code: 'ACCOUNT_NOT_FOUND',
    status: 404,
    title: 'There is no such company',
  }),
  methodNotAllowed: problemType({
    code: 'METHOD_NOT_ALLOWED',
    status: 405,
    title: 'This path does not support this method',
  }),
  idempotencyKeyInUse: problemType({
    code: 'IDEMPOTENCY_KEY_IN_USE',
    status: 409,
    title: 'A request with this Idempotency-Key is still being processed',
  }),
  idempotencyKeyReused: problemType({
    code: 'IDEMPOTENCY_KEY_REUSED',
    status: 422,
    title: 'This Idempotency-Key belongs to another request',
  }),
  notAcceptable: problemType({
    code: 'NOT_ACCEPTABLE',
    status: 406,
    title: 'None of the media types in Accept is available here',
  }),
  requestTimeout: problemType({
    code: 'REQUEST_TIMEOUT',
    status: 408,
    title: 'The request did not arrive in time',
  }),
  payloadTooLarge: problemType({
    code: 'PAYLOAD_TOO_LARGE',
    status: 413,
    title: 'The request body is too large',
  }),
  targetTooLong: problemType({
    code: 'TARGET_TOO_LONG',
    status: 414,
    title: 'The path or query is too long',
  }),
  unsupportedMediaType: problemType({
    code: 'UNSUPPORTED_MEDIA_TYPE',
    status: 415,
    title: 'The request body has a media type that is not accepted here',
  }),
  tooManyRequests: problemType({ code: 'TOO_MANY_REQUESTS', status: 429, title: 'Too many requests' }),
  headersTooLarge: problemType({
    code: 'HEADERS_TOO_LARGE',
    status: 431,
    title: 'The request headers are too large',
  }),
  internalError: problemType({
    code: 'INTERNAL_ERROR',
    status: 500,
    title: 'Something went wrong on our side',
  }),
  notBuilt: problemType({
    code: 'NOT_BUILT',
    status: 501,
    title: 'This operation is designed, but not built yet',
  }),
  unavailable: problemType({
    code: 'UNAVAILABLE',
    status: 503,
    title: 'The service is temporarily unavailable',
  }),
} as const;
