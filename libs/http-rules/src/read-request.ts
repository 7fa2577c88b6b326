import type { z } from 'zod';
import { acceptChecker } from './accept.ts';
import {
  IDEMPOTENCY_KEY_FIELD,
  IDEMPOTENCY_KEY_HEADER,
  keyFieldError,
  readIdempotencyKey,
} from './idempotency-key.ts';
import {
  type MediaType,
  type Operation,
  hasPage,
  type FieldError,
  type ProblemType,
  platformProblems,
} from '#contracts/vocabulary';
import { MAX_ERRORS, shortened } from './problem-body.ts';

const MAX_NAME_LENGTH = 100;

export interface RawRequest {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  /** The Content-Type header. */
  readonly contentType: string | undefined;
  /** Without this header, the caller accepts every media type. */
  readonly accept?: string | undefined;
  readonly idempotencyKeys?: readonly string[];
}

export interface ParsedRequest {
  readonly params: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  /** The media type of the body. Undefined if the operation has no body. */
  readonly mediaType: MediaType | undefined;
  /** Undefined if the caller sent no key, or if the operation accepts no key. */
  readonly idempotencyKey: string | undefined;
}

export interface RequestRefusal {
  readonly problem: ProblemType;
  readonly detail: string;
  readonly errors?: readonly FieldError[];
}

export type ReadRequest =
  | { readonly ok: true; readonly request: ParsedRequest }
  | { readonly ok: false; readonly refusal: RequestRefusal };

type Parts = Readonly<Record<FieldError['in'], z.ZodSafeParseResult<unknown> | undefined>>;

export function readRequest(operation: Operation, raw: RawRequest): ReadRequest {
  return requestReader(operation)(raw);
}

/**
 * Returns a function that reads the requests of an operation. Everything that depends only on the operation is
 * computed once. The function parses the parameters and the body with the operation's schemas. Invalid values are
 * refused with INVALID_REQUEST and up to MAX_ERRORS errors. A body with an unsupported media type is refused with
 * UNSUPPORTED_MEDIA_TYPE. If the Accept header allows no media type of the responses, the refusal is NOT_ACCEPTABLE.
 */
export function requestReader(operation: Operation): (raw: RawRequest) => ReadRequest {
  const isAccepted = acceptChecker(operation);
  const ignoresUnknown = hasPage(operation);
  return (raw) => {
    if (raw.accept !== undefined && !isAccepted(raw.accept)) return refuse(notAcceptable(operation));
    const mediaType = operation.body && acceptedMediaType(operation, raw.contentType);
    if (operation.body && !mediaType) return refuse(unsupported(operation));
    const { body: sent, keys, inForm } = takeKeys(operation, mediaType, raw);
    const key = readIdempotencyKey(keys);
    if (!key.ok && !inForm) return refuse(invalidKey(key.fault));
    const isLink = ignoresUnknown && mediaType !== 'application/json';
    const params = operation.params.safeParse(raw.params);
    const query = operation.query.safeParse(isLink ? knownOf(operation, raw.query) : raw.query);
    const body = operation.body?.safeParse(sent);
    if (!key.ok || !params.success || !query.success || body?.success === false)
      return refuse(invalid(key.ok ? [] : [keyFieldError(key.fault)], { path: params, query, body }));
    const parts = { params: params.data, query: query.data, body: body?.data };
    return { ok: true, request: { ...parts, mediaType, idempotencyKey: key.key } };
  };
}

/** A form can have the idempotency key in a field. The body does not include that field. */
function takeKeys(
  { idempotencyKey }: Operation,
  mediaType: MediaType | undefined,
  { body, idempotencyKeys = [] }: RawRequest,
): { readonly body: unknown; readonly keys: readonly unknown[]; readonly inForm: boolean } {
  if (!idempotencyKey) return { body, keys: [], inForm: false };
  const isForm = mediaType === 'application/x-www-form-urlencoded';
  if (!isForm || typeof body !== 'object' || body === null || !(IDEMPOTENCY_KEY_FIELD in body))
    return { body, keys: idempotencyKeys, inForm: false };
  const { [IDEMPOTENCY_KEY_FIELD]: field, ...fields } = body;
  return { body: fields, keys: [...idempotencyKeys, field], inForm: true };
}

/** Requests for pages ignore unknown parameters, because mail programs add parameters to links. */
function knownOf(operation: Operation, query: unknown): unknown {
  if (typeof query !== 'object' || query === null) return query;
  return Object.fromEntries(
    Object.entries(query).filter(([name]) => Object.hasOwn(operation.query.shape, name)),
  );
}

export function mediaTypeOf(contentType: string | undefined): string | undefined {
  return contentType?.split(';')[0]?.trim().toLowerCase();
}

function acceptedMediaType(operation: Operation, contentType: string | undefined): MediaType | undefined {
  const mediaType = mediaTypeOf(contentType);
  return operation.accepts.find((type) => type === mediaType);
}

function toFieldErrors(part: FieldError['in'], issue: z.core.$ZodIssue, room: number): FieldError[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.slice(0, room).map((key) => ({
      in: part,
      pointer: pointer([...issue.path, key]),
      detail: 'is unknown; remove it',
    }));
  }
  if (room === 0) return [];
  const isRepeated = part === 'query' && issue.message.endsWith('received array');
  const detail = isRepeated ? 'must be sent only once' : detailOf(issue);
  return [{ in: part, pointer: pointer(issue.path), detail }];
}

/** How error messages name these types of zod. Every other type is named "a" plus the type. */
const TYPES: Readonly<Record<string, string>> = {
  array: 'an array',
  object: 'an object',
  int: 'a whole number',
};

/** The units of the limits for texts and for lists. */
const UNITS: Readonly<Record<string, string>> = { string: 'character', array: 'item' };

/** Rewords the messages of zod. Keeps messages that a schema sets itself. */
function detailOf(issue: z.core.$ZodIssue): string {
  if (!/^(?:Invalid|Too) /.test(issue.message)) return issue.message;
  switch (issue.code) {
    case 'invalid_type':
      return issue.message.endsWith('received undefined')
        ? 'is required'
        : `must be ${TYPES[issue.expected] ?? `a ${issue.expected}`}`;
    case 'invalid_value':
      return `must be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map(String).join(', ')}`;
    case 'too_small':
      return boundOf(issue, issue.minimum, 'at least', 'more than');
    case 'too_big':
      return boundOf(issue, issue.maximum, 'at most', 'less than');
    default:
      return issue.message.replace(/^Invalid \w+: /, '');
  }
}

function boundOf(
  { origin, inclusive, exact }: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig,
  bound: number | bigint,
  inclusiveWords: string,
  exclusiveWords: string,
): string {
  const unit = UNITS[origin];
  const words = exact ? 'exactly' : inclusive ? inclusiveWords : exclusiveWords;
  if (unit === undefined) return `must be ${words} ${bound}`;
  return `must have ${words} ${bound} ${unit}${Number(bound) === 1 ? '' : 's'}`;
}

/** RFC 6901 */
function pointer(path: readonly PropertyKey[]): string {
  return path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

function refuse(refusal: RequestRefusal): ReadRequest {
  return { ok: false, refusal };
}

function unsupported(operation: Operation): RequestRefusal {
  return {
    problem: platformProblems.unsupportedMediaType,
    detail: `Send the body as ${operation.accepts.join(' or ')}`,
  };
}

function invalidKey(fault: string): RequestRefusal {
  return { problem: platformProblems.invalidRequest, detail: `${IDEMPOTENCY_KEY_HEADER}: ${fault}` };
}

function invalid(known: readonly FieldError[], parts: Parts): RequestRefusal {
  const errors = [...known];
  let count = errors.length;
  for (const [part, result] of Object.entries(parts)) {
    for (const issue of result?.error?.issues ?? []) {
      count += issue.code === 'unrecognized_keys' ? issue.keys.length : 1;
      errors.push(...toFieldErrors(part as keyof Parts, issue, MAX_ERRORS - errors.length));
    }
  }
  const [first] = errors;
  const what = first
    ? `${shortened(first.pointer.slice(1) || first.in, MAX_NAME_LENGTH)}: ${first.detail}`
    : 'The request is not valid';
  const where = count > errors.length ? `errors has the first ${errors.length}` : 'see errors';
  const more = count > 1 ? ` (and ${count - 1} more, ${where})` : '';
  return { problem: platformProblems.invalidRequest, detail: `${what}${more}`, errors };
}

function notAcceptable({ responses }: Operation): RequestRefusal {
  const isPage = Object.values(responses).some(({ kind }) => kind === 'html');
  return {
    problem: platformProblems.notAcceptable,
    detail: `Allow ${isPage ? 'text/html' : 'application/json'} in Accept, or leave Accept out`,
  };
}
