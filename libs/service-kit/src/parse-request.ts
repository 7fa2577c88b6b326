import type { FastifyRequest } from 'fastify';
import {
  IDEMPOTENCY_KEY_HEADER,
  type Operation,
  type ParsedRequest,
  readRequest,
} from '#contracts/vocabulary';
import { ProblemError } from '#libs/runtime';

/** The request as its operation wants it (see readRequest). Throws a ProblemError where it is not. */
export function parseRequest(operation: Operation, request: FastifyRequest): ParsedRequest {
  const { params, query, body, headers, raw } = request;
  const read = readRequest(operation, {
    params,
    query,
    body,
    contentType: headers['content-type'],
    accept: headers.accept,
    idempotencyKeys: raw.headersDistinct[IDEMPOTENCY_KEY_HEADER.toLowerCase()] ?? [],
  });
  if (read.ok) return read.request;
  const { problem, detail, errors } = read.refusal;
  throw new ProblemError(problem, detail, errors && { errors });
}
