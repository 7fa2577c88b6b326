import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { type FieldError, type MediaType, type Operation, platformProblems } from '#contracts/vocabulary';
import { ProblemError } from '#libs/runtime';

export interface ParsedRequest {
  readonly params: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  /** Of the body, one of those that the operation accepts; undefined where it takes no body. */
  readonly mediaType: MediaType | undefined;
}

/**
 * The request's parameters and body by the operation's schemas. Throws INVALID_REQUEST with every fault
 * of every part, UNSUPPORTED_MEDIA_TYPE for a body that the operation does not accept.
 */
export function parseRequest(operation: Operation, request: FastifyRequest): ParsedRequest {
  const mediaType = operation.body && acceptedMediaType(operation, request.headers['content-type']);
  const errors: FieldError[] = [];
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
  const params = read('path', operation.params, request.params);
  const query = read('query', operation.query, request.query);
  const body = operation.body && read('body', operation.body, request.body);
  if (!params || !query || errors.length > 0) throw invalidRequest(errors);
  return { params, query, body, mediaType };
}

function acceptedMediaType(operation: Operation, contentType: string | undefined): MediaType {
  const mediaType = mediaTypeOf(contentType);
  const accepted = operation.accepts.find((type) => type === mediaType);
  if (accepted) return accepted;
  throw new ProblemError(
    platformProblems.unsupportedMediaType,
    `Send the body as ${operation.accepts.join(' or ')}`,
  );
}

/** The media type of a Content-Type header, without its parameters. */
export function mediaTypeOf(contentType: string | undefined): string | undefined {
  return contentType?.split(';')[0]?.trim().toLowerCase();
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

function invalidRequest(errors: readonly FieldError[]): ProblemError {
  const [first] = errors;
  const what = first ? `${first.pointer.slice(1) || first.in}: ${first.detail}` : 'The request is not valid';
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more, see errors)` : '';
  return new ProblemError(platformProblems.invalidRequest, `${what}${more}`, { errors });
}
