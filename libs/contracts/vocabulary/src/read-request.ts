import type { z } from 'zod';
import {
  IDEMPOTENCY_KEY_FIELD,
  IDEMPOTENCY_KEY_HEADER,
  keyFieldError,
  readIdempotencyKey,
} from './idempotency-key.ts';
import { type MediaType, type Operation, hasPage } from './operation.ts';
import { type FieldError, type ProblemType, platformProblems } from './problem.ts';

/** A request as it came in: nothing of it is checked yet. */
export interface RawRequest {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  /** The Content-Type header. */
  readonly contentType: string | undefined;
  /** Every value of the Idempotency-Key header, one for each time it was sent. */
  readonly idempotencyKeys?: readonly string[];
}

export interface ParsedRequest {
  readonly params: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  /** Of the body, one of those that the operation accepts; undefined where it takes no body. */
  readonly mediaType: MediaType | undefined;
  /** Undefined where the caller sent none, and where the operation takes none. */
  readonly idempotencyKey: string | undefined;
}

/** Why a request can't be taken. */
export interface RequestRefusal {
  readonly problem: ProblemType;
  readonly detail: string;
  readonly errors?: readonly FieldError[];
}

export type ReadRequest =
  | { readonly ok: true; readonly request: ParsedRequest }
  | { readonly ok: false; readonly refusal: RequestRefusal };

/**
 * The request's parameters and body by the operation's schemas; INVALID_REQUEST with every fault of every
 * part, UNSUPPORTED_MEDIA_TYPE for a body that the operation does not accept.
 */
export function readRequest(operation: Operation, raw: RawRequest): ReadRequest {
  const mediaType = operation.body && acceptedMediaType(operation, raw.contentType);
  if (operation.body && !mediaType) return refuse(unsupported(operation));
  const { body: sent, keys, inForm } = takeKeys(operation, mediaType, raw);
  const key = readIdempotencyKey(keys);
  if (!key.ok && !inForm) return refuse(invalidKey(key.fault));
  const errors: FieldError[] = key.ok ? [] : [keyFieldError(key.fault)];
  const read = <S extends z.ZodType>(
    part: FieldError['in'],
    schema: S,
    value: unknown,
  ): z.output<S> | undefined => {
    const result = schema.safeParse(value);
    if (result.success) return result.data;
    errors.push(...result.error.issues.flatMap((issue) => toFieldErrors(part, issue)));
    return undefined;
  };
  const params = read('path', operation.params, raw.params);
  const query = read('query', operation.query, queryOf(operation, mediaType, raw.query));
  const body = operation.body && read('body', operation.body, sent);
  if (!params || !query || !key.ok || errors.length > 0) return refuse(invalid(errors));
  return { ok: true, request: { params, query, body, mediaType, idempotencyKey: key.key } };
}

/** Separates the idempotency keys from the body: a form carries its key in a field, everything else in the header. */
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

/** Links to pages get parameters from mail programs and the like; a page ignores what it does not know. */
function queryOf(operation: Operation, mediaType: MediaType | undefined, query: unknown): unknown {
  const isProgram = mediaType === 'application/json' || !hasPage(operation);
  if (isProgram || typeof query !== 'object' || query === null) return query;
  return Object.fromEntries(
    Object.entries(query).filter(([name]) => Object.hasOwn(operation.query.shape, name)),
  );
}

/** The media type of a Content-Type header, without its parameters. */
export function mediaTypeOf(contentType: string | undefined): string | undefined {
  return contentType?.split(';')[0]?.trim().toLowerCase();
}

function acceptedMediaType(operation: Operation, contentType: string | undefined): MediaType | undefined {
  const mediaType = mediaTypeOf(contentType);
  return operation.accepts.find((type) => type === mediaType);
}

function toFieldErrors(part: FieldError['in'], issue: z.core.$ZodIssue): FieldError[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      in: part,
      pointer: pointer([...issue.path, key]),
      detail: 'is not known here; remove it',
    }));
  }
  return [{ in: part, pointer: pointer(issue.path), detail: issue.message }];
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

function invalid(errors: readonly FieldError[]): RequestRefusal {
  const [first] = errors;
  const what = first ? `${first.pointer.slice(1) || first.in}: ${first.detail}` : 'The request is not valid';
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more, see errors)` : '';
  return { problem: platformProblems.invalidRequest, detail: `${what}${more}`, errors };
}
